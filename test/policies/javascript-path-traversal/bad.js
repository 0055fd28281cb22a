const fs = require('fs');
const path = require('path');
const express = require('express');

const app = express();
const ROOT = '/srv/files';

app.get('/download', (req, res) => {
  // ruleid: javascript-path-traversal
  res.sendFile(path.join(ROOT, req.query.name));
});

app.get('/pages/:page', (req, res) => {
  const file = `${ROOT}/${req.params.page}.html`;
  // ruleid: javascript-path-traversal
  fs.readFile(file, 'utf8', (error, text) => res.send(text));
});

app.post('/notes', async (req, res) => {
  const { name, text } = req.body;
  // ruleid: javascript-path-traversal
  await fs.promises.writeFile(path.resolve(ROOT, name), text);
  res.sendStatus(204);
});

app.delete('/notes', (req, res) => {
  // ruleid: javascript-path-traversal
  fs.unlinkSync(ROOT + '/' + req.query.name);
  res.sendStatus(204);
});
