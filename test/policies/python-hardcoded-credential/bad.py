import jwt
import psycopg2
from flask import Flask

app = Flask(__name__)
# ruleid: python-hardcoded-credential
app.secret_key = "k4uZq1vQ7dPq2"
# ruleid: python-hardcoded-credential
app.config["SECRET_KEY"] = "fX92kLmPq8s"
# ruleid: python-hardcoded-credential
connection = psycopg2.connect(host="db", user="app", password="hunter2000")


def token(user):
    # ruleid: python-hardcoded-credential
    return jwt.encode({"sub": user}, "mySigningKey1", algorithm="HS256")


def login(name, password):
    # ruleid: python-hardcoded-credential
    return name == "root" and password == "s3cr3t-door"
