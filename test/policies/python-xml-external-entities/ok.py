import xml.sax
from xml.sax import handler

import defusedxml.ElementTree
from lxml import etree


def closed(text):
    # ok: python-xml-external-entities
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(text, parser)


def inner_only(text):
    # ok: python-xml-external-entities
    return etree.fromstring(text, etree.XMLParser(resolve_entities="internal"))


def default(text):
    # ok: python-xml-external-entities
    return etree.fromstring(text)


def off(parser):
    # ok: python-xml-external-entities
    parser.setFeature(handler.feature_external_ges, False)


def name_spaces(parser):
    # ok: python-xml-external-entities
    parser.setFeature(xml.sax.handler.feature_namespaces, True)


def defused(text):
    # ok: python-xml-external-entities
    return defusedxml.ElementTree.fromstring(text)
