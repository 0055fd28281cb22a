from django.template import Template as DjangoTemplate
from flask import Flask, render_template_string, request
from jinja2 import Environment, Template

app = Flask(__name__)


@app.route("/hello")
def hello():
    name = request.args.get("name", "you")
    # ruleid: python-template-injection
    return render_template_string("<h1>Hello " + name + "</h1>")


@app.errorhandler(404)
def missing(error):
    # ruleid: python-template-injection
    return render_template_string(f"<p>{request.args['page']} is not here</p>"), 404


def mail_preview():
    # ruleid: python-template-injection
    return Template(request.form["template"]).render(user="you")


def environment():
    env = Environment(autoescape=True)
    # ruleid: python-template-injection
    return env.from_string(request.get_json()["template"]).render()


def django_preview(request):
    # ruleid: python-template-injection
    return DjangoTemplate(request.POST["body"])
