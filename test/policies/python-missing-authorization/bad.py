from fastapi import FastAPI
from flask import Flask

app = Flask(__name__)
api = FastAPI()


# ruleid: python-missing-authorization
@app.route("/admin/users", methods=["POST"])
def add_user():
    return {}


# ruleid: python-missing-authorization
@app.route("/internal/reset")
def reset():
    return {}


# ruleid: python-missing-authorization
@api.delete("/admin/users/{number}")
async def delete_user(number: int):
    return {}
