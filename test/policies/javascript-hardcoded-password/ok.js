const mysql = require('mysql2');

// ok: javascript-hardcoded-password
const connection = mysql.createConnection({ host: 'db', user: 'app', password: process.env.PASSWORD });
// ok: javascript-hardcoded-password
const local = mysql.createConnection({ host: 'localhost', user: 'root', password: '' });
// ok: javascript-hardcoded-password
const words = { password: 'Password', login: 'Log in' };

function kind(type) {
  // ok: javascript-hardcoded-password
  return type === 'password';
}

function empty(password) {
  // ok: javascript-hardcoded-password
  return password === '';
}
