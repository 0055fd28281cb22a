from fastapi import Depends, FastAPI
from flask import Flask, abort, session
from flask_login import login_required

app = Flask(__name__)
api = FastAPI()


# ok: python-missing-authorization
@app.route("/admin/users", methods=["POST"])
@login_required
def add_user():
    return {}


# ok: python-missing-authorization
@app.route("/admin/reset")
def reset():
    if not session.get("is_admin"):
        abort(403)
    return {}


# ok: python-missing-authorization
@api.delete("/admin/users/{number}", dependencies=[Depends(object)])
async def delete_user(number: int):
    return {}


# ok: python-missing-authorization
@api.get("/admin/me")
async def me(user=Depends(object)):
    return {}


# ok: python-missing-authorization
@app.route("/admin/login", methods=["GET"])
def login():
    return {}


# ok: python-missing-authorization
@app.route("/articles")
def articles():
    return {}
