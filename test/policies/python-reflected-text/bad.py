from django.http import HttpResponse
from flask import Flask, request

app = Flask(__name__)


@app.route("/hello")
def hello():
    # ruleid: python-reflected-text
    return f"Hello {request.args['name']}"


@app.route("/page/<name>")
def page(name):
    # ruleid: python-reflected-text
    return "There is no page " + name, 404


def challenge(request):
    # ruleid: python-reflected-text
    return HttpResponse(request.GET["challenge"])
