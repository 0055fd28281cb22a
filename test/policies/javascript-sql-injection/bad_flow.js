const express = require('express');
const { pool } = require('./database');

const app = express();

app.get('/list', async (req, res) => {
  const parts = [];
  parts.push("SELECT * FROM items WHERE name = '");
  parts.push(req.query.name);
  // ruleid: javascript-sql-injection
  res.json(await pool.query(parts.join('')));
});

app.get('/each', (req, res) => {
  const names = req.query.names;
  names.forEach((name) => {
    // ruleid: javascript-sql-injection
    pool.query(`SELECT * FROM items WHERE name = '${name}'`);
  });
  res.end();
});

app.get('/branch', async (req, res) => {
  const limit = 3;
  let name;
  if (limit * 2 > 10) {
    name = 'constant';
  } else {
    name = req.query.name;
  }
  // ruleid: javascript-sql-injection
  res.json(await pool.query("SELECT * FROM items WHERE name = '" + name + "'"));
});

app.get('/refused', async (req, res) => {
  const name = req.query.name;
  if (blockedNames.includes(name)) return res.sendStatus(403);
  // ruleid: javascript-sql-injection
  return res.json(await pool.query("SELECT * FROM items WHERE name = '" + name + "'"));
});
