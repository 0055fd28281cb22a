const fs = require('fs');
const path = require('path');
const express = require('express');

const app = express();
const ROOT = '/srv/files';
const PAGES = { home: 'home.html' };

app.get('/download', (req, res) => {
  // ok: javascript-path-traversal
  res.sendFile(req.query.name, { root: ROOT });
});

app.get('/base', (req, res) => {
  // ok: javascript-path-traversal
  fs.createReadStream(path.join(ROOT, path.basename(req.query.name))).pipe(res);
});

app.get('/resolved', (req, res) => {
  const file = path.resolve(ROOT, req.query.name);
  if (!file.startsWith(ROOT + path.sep)) {
    return res.sendStatus(404);
  }
  // ok: javascript-path-traversal
  return res.sendFile(file);
});

app.get('/page', (req, res) => {
  // ok: javascript-path-traversal
  res.sendFile(path.join(ROOT, PAGES[req.query.page]));
});

app.get('/invoice', (req, res) => {
  // ok: javascript-path-traversal
  fs.readFile(`/srv/invoices/${Number(req.query.id)}.pdf`, (error, data) => res.send(data));
});

app.post('/upload', upload.single('photo'), (req, res) => {
  // ok: javascript-path-traversal
  fs.readFile(req.file.path, (error, data) => res.send(data));
});

app.post('/log', (req, res) => {
  // ok: javascript-path-traversal
  fs.appendFile('/srv/log.txt', req.body.text, () => res.sendStatus(204));
});

app.get('/avatar', async (req, res) => {
  const user = await User.findById(req.query.id);
  // ok: javascript-path-traversal
  res.sendFile(user.avatarPath);
});

app.get('/session', (req, res) => {
  const session = sessions.get(req.cookies.token);
  // ok: javascript-path-traversal
  fs.createReadStream(`/srv/home/${session.userId}.json`).pipe(res);
});
