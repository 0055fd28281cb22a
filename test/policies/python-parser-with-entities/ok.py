import xml.dom.minidom
import xml.sax
from xml.sax import handler

from flask import request


def default():
    parser = xml.sax.make_parser()
    # ok: python-parser-with-entities
    return xml.dom.minidom.parseString(request.form["order"], parser)


def switched_off(stream):
    parser = xml.sax.make_parser()
    parser.setFeature(handler.feature_external_ges, False)
    # ok: python-parser-with-entities
    parser.parse(stream)


def own_text():
    parser = xml.sax.make_parser()
    parser.setFeature(handler.feature_external_ges, True)
    # ok: python-parser-with-entities
    document = xml.dom.minidom.parseString("<a/>", parser)
    return document
