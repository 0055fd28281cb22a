const vm = require('vm');
const ejs = require('ejs');
const express = require('express');

const app = express();

app.get('/calculate', (req, res) => {
  // ruleid: javascript-code-injection
  res.json(eval(req.query.expression));
});

app.post('/filter', (req, res) => {
  const { predicate } = req.body;
  // ruleid: javascript-code-injection
  const test = new Function('row', 'return ' + predicate);
  res.json(rows.filter(test));
});

app.post('/sandbox', (req, res) => {
  const script = req.body.script;
  // ruleid: javascript-code-injection
  res.json(vm.runInNewContext(script, {}));
});

app.post('/mail', (req, res) => {
  // ruleid: javascript-code-injection
  res.send(ejs.render(req.body.template, { name: 'you' }));
});
