const crypto = require('crypto');
const session = require('express-session');
const jwt = require('jsonwebtoken');

function tokenOf(user) {
  // ok: javascript-hardcoded-token-secret
  return jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: '1h' });
}

function userOf(token, key) {
  // ok: javascript-hardcoded-token-secret
  return jwt.verify(token, key, { algorithms: ['HS256'] });
}

// ok: javascript-hardcoded-token-secret
app.use(session({ resave: false, secret: config.get('session.secret') }));

function digest(text) {
  // ok: javascript-hardcoded-token-secret
  return crypto.createHash('sha256').update('my prefix' + text).digest('hex');
}

function petition(document) {
  // ok: javascript-hardcoded-token-secret
  return document.sign({ page: 1 }, 'in the corner');
}
