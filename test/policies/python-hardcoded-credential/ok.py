import os

import jwt
import psycopg2
from flask import Flask

app = Flask(__name__)
# ok: python-hardcoded-credential
app.secret_key = os.environ["SECRET_KEY"]
# ok: python-hardcoded-credential
app.config["SECRET_KEY"] = os.getenv("SECRET_KEY", "change-me-please")
# ok: python-hardcoded-credential
connection = psycopg2.connect(host="db", user="app", password=os.environ["PASSWORD"])
# ok: python-hardcoded-credential
local = psycopg2.connect(host="localhost", password="")


def token(user, key):
    # ok: python-hardcoded-credential
    return jwt.encode({"sub": user}, key, algorithm="HS256")


def form(password):
    # ok: python-hardcoded-credential
    return password == ""


class Field:
    # ok: python-hardcoded-credential
    password = "Password"
