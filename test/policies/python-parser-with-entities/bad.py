import xml.dom.minidom
import xml.sax
from xml.sax import handler

from flask import request


def order():
    parser = xml.sax.make_parser()
    parser.setFeature(handler.feature_external_ges, True)
    # ruleid: python-parser-with-entities
    return xml.dom.minidom.parseString(request.form["order"], parser)


def read_feed(stream):
    parser = xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_external_pes, 1)
    # ruleid: python-parser-with-entities
    parser.parse(stream)


def in_try():
    text = request.get_data().decode()
    try:
        parser = xml.sax.make_parser()
        parser.setFeature("http://xml.org/sax/features/external-general-entities", True)
        # ruleid: python-parser-with-entities
        document = xml.dom.minidom.parseString(text, parser)
    except ValueError:
        return None
    return document
