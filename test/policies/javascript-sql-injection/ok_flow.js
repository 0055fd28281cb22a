const express = require('express');
const { pool } = require('./database');

const app = express();
const FIELDS = ['name', 'price'];

app.get('/branch', async (req, res) => {
  const limit = 30;
  let name;
  if (limit * 2 > 10) {
    name = 'constant';
  } else {
    name = req.query.name;
  }
  // ok: javascript-sql-injection
  res.json(await pool.query("SELECT * FROM items WHERE name = '" + name + "'"));
});

app.get('/choice', async (req, res) => {
  const field = FIELDS.includes(req.query.field) ? req.query.field : 'name';
  // ok: javascript-sql-injection
  res.json(await pool.query(`SELECT * FROM items ORDER BY ${field}`));
});

app.get('/inside', async (req, res) => {
  try {
    const field = req.query.field;
    if (!FIELDS.includes(field)) throw new Error('no such field');
    // ok: javascript-sql-injection
    res.json(await pool.query(`SELECT * FROM items ORDER BY ${field}`));
  } catch (error) {
    res.status(400).end();
  }
});
