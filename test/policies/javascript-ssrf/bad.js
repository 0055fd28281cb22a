const axios = require('axios');
const express = require('express');

const app = express();

app.get('/preview', async (req, res) => {
  // ruleid: javascript-ssrf
  const page = await fetch(req.query.url);
  res.send(await page.text());
});

app.post('/hook', async (req, res) => {
  const { host } = req.body;
  // ruleid: javascript-ssrf
  await axios.post(`https://${host}/hook`, {});
  res.sendStatus(204);
});

app.get('/image', async (req, res) => {
  const url = 'http://' + req.query.server + '/image.png';
  // ruleid: javascript-ssrf
  res.send((await axios.get(url)).data);
});
