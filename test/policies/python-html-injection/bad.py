from django.http import HttpResponse
from django.utils.safestring import mark_safe
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from flask import Flask, request
from markupsafe import Markup

app = Flask(__name__)
api = FastAPI()


@app.route("/hello")
def hello():
    name = request.args.get("name")
    # ruleid: python-html-injection
    return f"<h1>Hello {name}</h1>"


@app.route("/title")
def title():
    # ruleid: python-html-injection
    return {"title": Markup("<b>" + request.args["title"] + "</b>")}


@app.route("/error/<path:name>")
def error(name):
    # ruleid: python-html-injection
    return "<p>There is no page " + name, 404


def django_view(request):
    # ruleid: python-html-injection
    return HttpResponse("<p>" + request.GET["q"] + "</p>")


def django_safe(request):
    # ruleid: python-html-injection
    return {"note": mark_safe(request.POST["note"])}


@api.get("/card", response_class=HTMLResponse)
async def card(name: str):
    # ruleid: python-html-injection
    return HTMLResponse(content=f"<div>{name}</div>")
