const libxml = require('libxmljs');

function read(text) {
  // ok: javascript-xml-external-entities
  return libxml.parseXml(text);
}

function off(text) {
  // ok: javascript-xml-external-entities
  return libxml.parseXml(text, { noent: false });
}

function other(parser, text) {
  // ok: javascript-xml-external-entities
  return parser.parse(text, { noent: true });
}
