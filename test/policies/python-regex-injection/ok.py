import re

from flask import request


def escaped(text):
    # ok: python-regex-injection
    return re.search(re.escape(request.args["q"]), text)


def constant():
    # ok: python-regex-injection
    return re.fullmatch(r"[a-z]{1,20}", request.args["name"])


def plain(text):
    # ok: python-regex-injection
    return request.args["q"] in text


def number(text):
    # ok: python-regex-injection
    return re.search(r"a{%d}" % int(request.args["n"]), text)
