const escapeRegExp = require('lodash.escaperegexp');

function escaped(req, res, text) {
  // ok: javascript-regex-injection
  res.json(new RegExp(escapeRegExp(req.query.q)).test(text));
}

function constant(req, res) {
  // ok: javascript-regex-injection
  res.json(/^[a-z]+$/u.test(req.query.q));
}

function plain(req, res, text) {
  // ok: javascript-regex-injection
  res.json(text.includes(req.query.q));
}

function number(req, res, text) {
  // ok: javascript-regex-injection
  res.json(new RegExp(`a{${Number(req.query.n)}}`).test(text));
}

function constantMatch(req, res) {
  // ok: javascript-regex-injection
  res.json(req.query.q.match(/a/u));
}
