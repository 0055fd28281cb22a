const { exec, execSync, spawn } = require('child_process');
const express = require('express');

const app = express();

app.get('/ping', (req, res) => {
  // ruleid: javascript-command-injection
  exec('ping -c 1 ' + req.query.host, (error, stdout) => res.send(stdout));
});

app.post('/convert', (req, res) => {
  const { name } = req.body;
  const command = `convert ${name} out.png`;
  // ruleid: javascript-command-injection
  execSync(command);
  res.sendStatus(204);
});

app.post('/grep', (req, res) => {
  // ruleid: javascript-command-injection
  const child = spawn('/bin/sh', ['-c', `grep -r ${req.body.pattern} /srv`]);
  child.stdout.pipe(res);
});

app.post('/tool', (req, res) => {
  // ruleid: javascript-command-injection
  spawn(req.body.tool, ['--version']).stdout.pipe(res);
});

app.post('/shell', (req, res) => {
  // ruleid: javascript-command-injection
  spawn('ls', [req.body.folder], { shell: true }).stdout.pipe(res);
});
