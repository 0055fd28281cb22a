const escapeHtml = require('escape-html');

function escaped(req, res) {
  // ok: javascript-reflected-text
  res.send(`Hello ${escapeHtml(req.query.name)}`);
}

function data(req, res) {
  // ok: javascript-reflected-text
  res.send({ name: req.query.name });
}

function text(req, res) {
  res.type('text/plain');
  // ok: javascript-reflected-text
  res.send(`Hello ${req.query.name}`);
}

function places(req, res, names) {
  // ok: javascript-reflected-text
  res.send('users ' + names.slice(req.params.from, req.params.to).join(', '));
}

function number(req, res) {
  // ok: javascript-reflected-text
  res.send('page ' + Number(req.query.page));
}
