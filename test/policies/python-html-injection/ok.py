import html
import json

from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html
from flask import Flask, jsonify, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    # ok: python-html-injection
    return render_template("hello.html", name=request.args["name"])


@app.route("/escaped")
def escaped():
    name = escape(request.args["name"])
    # ok: python-html-injection
    return f"<h1>Hello {name}</h1>"


@app.route("/data")
def data():
    # ok: python-html-injection
    return jsonify(name=request.args["name"])


@app.route("/echo", methods=["POST"])
def echo():
    # ok: python-html-injection
    return request.get_json()


@app.route("/page/<int:number>")
def page(number):
    # ok: python-html-injection
    return f"<p>page {number}</p>"


@app.route("/formatted")
def formatted():
    # ok: python-html-injection
    return render_template("a.html", title=Markup("<b>%s</b>") % request.args["title"])


def django_view(request):
    # ok: python-html-injection
    return HttpResponse("<p>" + html.escape(request.GET["q"]) + "</p>")


def django_format(request):
    # ok: python-html-injection
    return HttpResponse(format_html("<p>{}</p>", request.GET["q"]))


def plain(request):
    # ok: python-html-injection
    return HttpResponse(request.GET["q"], content_type="text/plain")


def as_data(request):
    # ok: python-html-injection
    return JsonResponse({"q": request.GET["q"]})


def helper(request):
    # ok: python-html-injection
    return "<key>" + request.GET["q"]
