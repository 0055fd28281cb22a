const express = require('express');
const mysql = require('mysql2');
const { Pool } = require('pg');

const app = express();
const connection = mysql.createConnection({ host: 'db' });
const pool = new Pool();

app.get('/users', (req, res) => {
  // ruleid: javascript-sql-injection
  connection.query("SELECT * FROM users WHERE name = '" + req.query.name + "'", (error, rows) => res.json(rows));
});

app.post('/login', async (req, res) => {
  const { user } = req.body;
  const text = `SELECT * FROM users WHERE login = '${user}'`;
  // ruleid: javascript-sql-injection
  const found = await pool.query(text);
  res.json(found.rows);
});

app.get('/orders/:id', async function (request, response) {
  // ruleid: javascript-sql-injection
  const rows = await pool.query({ text: 'SELECT * FROM orders WHERE id = ' + request.params.id });
  response.json(rows);
});

app.get('/sorted', async (req, res) => {
  const order = String(req.query.order).trim();
  // ruleid: javascript-sql-injection
  res.json(await knex('users').select().orderByRaw(order));
});

router.get('/items', async (ctx) => {
  // ruleid: javascript-sql-injection
  ctx.body = await ctx.db.query(`SELECT * FROM item WHERE kind = '${ctx.query.kind}'`);
});
