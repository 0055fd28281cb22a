const fs = require('fs');
const https = require('https');
const { Pool } = require('pg');

// ok: javascript-tls-verification-disabled
const agent = new https.Agent({ keepAlive: true, ca: fs.readFileSync('ca.pem') });

// ok: javascript-tls-verification-disabled
const strict = new https.Agent({ rejectUnauthorized: true });

// ok: javascript-tls-verification-disabled
const pool = new Pool({ host: 'db', ssl: { ca: fs.readFileSync('ca.pem') } });

function configured(options) {
  // ok: javascript-tls-verification-disabled
  return new https.Agent({ rejectUnauthorized: options.strict });
}

// ok: javascript-tls-verification-disabled
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';

module.exports = { agent, strict, pool, configured };
