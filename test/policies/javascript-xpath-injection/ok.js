const xpath = require('xpath');

function variable(req, res, doc) {
  // ok: javascript-xpath-injection
  res.json(xpath.parse('//user[@name=$name]').select({ node: doc, variables: { name: req.query.name } }));
}

function number(req, res, doc) {
  // ok: javascript-xpath-injection
  res.json(xpath.select('//item[' + Number(req.query.n) + ']', doc));
}

function known(req, res, doc) {
  const kind = req.query.kind;
  if (!['a', 'b'].includes(kind)) return res.end();
  // ok: javascript-xpath-injection
  res.json(xpath.select(`//item[@kind='${kind}']`, doc));
}
