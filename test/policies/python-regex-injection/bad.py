import re

from flask import request


def search(lines):
    wanted = request.args["q"]
    # ruleid: python-regex-injection
    expression = re.compile(wanted, re.IGNORECASE)
    return [line for line in lines if expression.search(line)]


def one(text):
    # ruleid: python-regex-injection
    return re.search(".*" + request.args["q"], text) is not None


def django_view(request, text):
    # ruleid: python-regex-injection
    return re.sub(f"({request.GET['word']})", "-", text)
