const https = require('https');
const tls = require('tls');
const nodemailer = require('nodemailer');
const { Pool } = require('pg');

// ruleid: javascript-tls-verification-disabled
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });

// ruleid: javascript-tls-verification-disabled
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

// ruleid: javascript-tls-verification-disabled
const socket = tls.connect(443, 'example.com', { rejectUnauthorized: false });

// ruleid: javascript-tls-verification-disabled
const pool = new Pool({ host: 'db', ssl: { rejectUnauthorized: false } });

// ruleid: javascript-tls-verification-disabled
const mail = nodemailer.createTransport({ host: 'mail', tls: { rejectUnauthorized: false } });

module.exports = { agent, socket, pool, mail };
