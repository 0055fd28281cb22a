function missing(req, res) {
  // ruleid: javascript-reflected-text
  res.status(404).send('There is no page ' + req.params.page);
}

function hello(req, res) {
  // ruleid: javascript-reflected-text
  res.send(`Hello ${req.query.name}`);
}

function name(req, res) {
  // ruleid: javascript-reflected-text
  res.send(req.params.name + ' is here');
}
