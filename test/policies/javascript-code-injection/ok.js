const ejs = require('ejs');
const express = require('express');

const app = express();
const OPERATIONS = { add: (a, b) => a + b };

app.get('/calculate', (req, res) => {
  // ok: javascript-code-injection
  res.json(OPERATIONS[req.query.op](1, 2));
});

app.post('/data', (req, res) => {
  // ok: javascript-code-injection
  res.json(JSON.parse(req.body.text));
});

app.post('/mail', (req, res) => {
  // ok: javascript-code-injection
  res.send(ejs.render('<p>Hello <%= name %></p>', { name: req.body.name }));
});

app.post('/double', (req, res) => {
  const value = Number(req.body.value);
  // ok: javascript-code-injection
  res.json(eval(`${value} * 2`));
});

app.post('/later', (req, res) => {
  // ok: javascript-code-injection
  setTimeout(() => save(req.body), 10);
  res.sendStatus(202);
});
