import xml.sax
from xml.sax import handler

from lxml import etree


def with_lxml(text):
    # ruleid: python-xml-external-entities
    parser = etree.XMLParser(resolve_entities=True)
    return etree.fromstring(text, parser)


def with_network(text):
    # ruleid: python-xml-external-entities
    return etree.fromstring(text, etree.XMLParser(no_network=False, load_dtd=True))


def with_sax(stream):
    parser = xml.sax.make_parser()
    # ruleid: python-xml-external-entities
    parser.setFeature(handler.feature_external_ges, True)
    return Reader(parser, stream)


def with_number(parser):
    # ruleid: python-xml-external-entities
    parser.setFeature(xml.sax.handler.feature_external_pes, 1)
