const xpath = require('xpath');

function user(req, res, doc) {
  // ruleid: javascript-xpath-injection
  res.json(xpath.select("//user[@name='" + req.query.name + "']", doc));
}

function one(req, res, doc) {
  const path = `//item[@id=${req.params.id}]`;
  // ruleid: javascript-xpath-injection
  res.json(xpath.select1(path, doc));
}

function browser(req, res, doc) {
  // ruleid: javascript-xpath-injection
  res.json(doc.evaluate(`//a[@b='${req.body.b}']`, doc, null, 0, null));
}
