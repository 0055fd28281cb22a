const mysql = require('mysql2');

// ruleid: javascript-hardcoded-password
const connection = mysql.createConnection({ host: 'db', user: 'app', password: 'hunter2000' });
// ruleid: javascript-hardcoded-password
const pool = new Pool({ user: 'app', password: 'T0pSecretDb' });
// ruleid: javascript-hardcoded-password
const sequelize = new Sequelize('shop', 'app', 'T0pSecretDb', { dialect: 'postgres' });

function login(password) {
  // ruleid: javascript-hardcoded-password
  return password === 's3cr3t-door';
}
