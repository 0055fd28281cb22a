from flask import request
from lxml import etree

tree = etree.parse("users.xml")


def variable():
    # ok: python-xpath-injection
    return tree.xpath("//user[@name=$name]", name=request.args["name"])


def number():
    # ok: python-xpath-injection
    return tree.xpath(f"//user[{int(request.args['n'])}]")


def known():
    kind = request.args["kind"]
    if kind not in ("a", "b"):
        raise ValueError("kind")
    # ok: python-xpath-injection
    return tree.xpath("//item[@kind='" + kind + "']")


def text_only(text):
    # ok: python-xpath-injection
    return text.find(request.args["word"])
