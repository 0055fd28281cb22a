from string import Template as StringTemplate

from flask import Flask, render_template, render_template_string, request
from jinja2 import Template

app = Flask(__name__)
PAGES = {"a": "<p>a</p>", "b": "<p>b</p>"}


@app.route("/hello")
def value_as_variable():
    # ok: python-template-injection
    return render_template_string("<h1>Hello {{ name }}</h1>", name=request.args.get("name"))


def template_file():
    # ok: python-template-injection
    return render_template("hello.html", name=request.args["name"])


def compiled():
    # ok: python-template-injection
    return Template("Hello {{ name }}").render(name=request.form["name"])


def looked_up():
    # ok: python-template-injection
    return render_template_string(PAGES[request.args["page"]])


def no_template_language():
    # ok: python-template-injection
    return StringTemplate(request.form["text"]).safe_substitute(name="you")


def number():
    # ok: python-template-injection
    return render_template_string("<p>page %d of {{ total }}</p>" % int(request.args["page"]), total=9)
