import html

from django.http import HttpResponse
from flask import Flask, request

app = Flask(__name__)


@app.route("/hello")
def hello():
    # ok: python-reflected-text
    return f"Hello {html.escape(request.args['name'])}"


@app.route("/data")
def data():
    # ok: python-reflected-text
    return {"name": request.args["name"]}


@app.route("/text")
def text():
    # ok: python-reflected-text
    return f"Hello {request.args['name']}", 200, {"Content-Type": "text/plain"}


def challenge(request):
    # ok: python-reflected-text
    return HttpResponse(request.GET["challenge"], content_type="text/plain")


def number(request):
    # ok: python-reflected-text
    return HttpResponse(int(request.GET["n"]))
