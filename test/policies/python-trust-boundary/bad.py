import flask
from flask import Flask, request, session

app = Flask(__name__)


@app.route("/role", methods=["POST"])
def role():
    # ruleid: python-trust-boundary
    session["role"] = request.form["role"]
    return "stored"


@app.route("/key", methods=["POST"])
def key():
    name = request.cookies.get("name", "")
    # ruleid: python-trust-boundary
    flask.session[name] = "1"
    return "stored"


def profile(request):
    # ruleid: python-trust-boundary
    request.session["account"] = request.POST["account"]


class Settings:
    def post(self):
        # ruleid: python-trust-boundary
        self.request.session.update(self.request.POST)
