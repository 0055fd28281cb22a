const libxml = require('libxmljs');

function read(text) {
  // ruleid: javascript-xml-external-entities
  return libxml.parseXml(text, { noent: true });
}

function longer(text) {
  // ruleid: javascript-xml-external-entities
  return libxml.parseXmlString(text, { noblanks: true, noent: true, nocdata: true });
}

function second(libxmljs2, text) {
  // ruleid: javascript-xml-external-entities
  return libxmljs2.parseXml(text, { replaceEntities: true, noent: true });
}
