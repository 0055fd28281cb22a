const axios = require('axios');
const express = require('express');

const app = express();
const API_URL = 'https://api.example.com';
const HOSTS = new Set(['images.example.com']);

app.get('/weather', async (req, res) => {
  // ok: javascript-ssrf
  res.json((await axios.get('https://api.example.com/weather', { params: { city: req.query.city } })).data);
});

app.get('/user', async (req, res) => {
  // ok: javascript-ssrf
  res.json(await fetch(`https://api.example.com/users/${req.query.id}`));
});

app.get('/base', async (req, res) => {
  const url = `${API_URL}/users/${req.query.id}`;
  // ok: javascript-ssrf
  res.json(await fetch(url));
});

app.get('/image', async (req, res) => {
  const url = new URL(req.query.url);
  if (!HOSTS.has(url.hostname)) {
    return res.sendStatus(400);
  }
  // ok: javascript-ssrf
  return res.json(await fetch(url));
});
