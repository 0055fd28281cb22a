const express = require('express');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
const COLUMNS = { name: 'u.name', age: 'u.age' };
const ORDERS = ['name', 'age'];

app.get('/users', (req, res) => {
  // ok: javascript-sql-injection
  pool.query('SELECT * FROM users WHERE name = $1', [req.query.name], (error, found) => res.json(found.rows));
});

app.get('/orders/:id', async (req, res) => {
  const id = Number(req.params.id);
  // ok: javascript-sql-injection
  res.json(await pool.query(`SELECT * FROM orders WHERE id = ${id}`));
});

app.get('/table', async (req, res) => {
  // ok: javascript-sql-injection
  res.json(await pool.query(`SELECT * FROM users u ORDER BY ${COLUMNS[req.query.sort]}`));
});

app.get('/sorted', async (req, res) => {
  const order = req.query.order;
  if (!ORDERS.includes(order)) {
    return res.sendStatus(400);
  }
  // ok: javascript-sql-injection
  res.json(await pool.query('SELECT * FROM users ORDER BY ' + order));
});

app.get('/direction', async (req, res) => {
  const direction = req.query.direction === 'desc' ? 'DESC' : 'ASC';
  // ok: javascript-sql-injection
  res.json(await pool.query(`SELECT * FROM users ORDER BY name ${direction}`));
});

app.get('/tagged', async (req, res) => {
  // ok: javascript-sql-injection
  res.json(await pool.query(sql`SELECT * FROM users WHERE name = ${req.query.name}`));
});

app.get('/search', async (req, res) => {
  // ok: javascript-sql-injection
  res.json(await searchIndex.query(req.query.q));
});
