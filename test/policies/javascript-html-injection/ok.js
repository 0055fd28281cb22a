const escapeHtml = require('escape-html');

function template(req, res) {
  // ok: javascript-html-injection
  res.render('hello', { name: req.query.name });
}

function data(req, res) {
  // ok: javascript-html-injection
  res.json({ name: req.query.name });
}

function object(req, res) {
  // ok: javascript-html-injection
  res.send({ name: req.query.name });
}

function body(req, res) {
  // ok: javascript-html-injection
  res.send(req.body);
}

function escaped(req, res) {
  // ok: javascript-html-injection
  res.send(`<h1>Hello ${escapeHtml(req.query.name)}</h1>`);
}

function number(req, res) {
  // ok: javascript-html-injection
  res.send('<b>' + Number(req.query.n) + '</b>');
}

function text(req, res) {
  res.type('text/plain');
  // ok: javascript-html-injection
  res.send(`Hello ${req.query.name}`);
}

function stream(req, socket) {
  // ok: javascript-html-injection
  socket.send('hello ' + req.query.name);
}
