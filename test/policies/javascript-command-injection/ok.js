const { exec, execFile, spawn } = require('child_process');
const express = require('express');

const app = express();
const UNITS = new Set(['web', 'worker']);

app.get('/ping', (req, res) => {
  // ok: javascript-command-injection
  execFile('ping', ['-c', '1', '--', req.query.host], (error, stdout) => res.send(stdout));
});

app.post('/stop', (req, res) => {
  // ok: javascript-command-injection
  exec(`kill ${Number.parseInt(req.body.pid, 10)}`);
  res.sendStatus(204);
});

app.post('/restart', (req, res) => {
  const unit = req.body.unit;
  if (!UNITS.has(unit)) return res.sendStatus(404);
  // ok: javascript-command-injection
  exec(`systemctl restart ${unit}`);
  return res.sendStatus(204);
});

app.get('/list', (req, res) => {
  // ok: javascript-command-injection
  spawn('ls', ['--', req.query.folder]).stdout.pipe(res);
});

app.get('/match', (req, res) => {
  // ok: javascript-command-injection
  res.json(/^(\w+)$/.exec(req.query.word));
});

function size(folder) {
  // ok: javascript-command-injection
  return exec(`du -sh ${folder}`);
}
