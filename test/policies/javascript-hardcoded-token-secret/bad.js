const crypto = require('crypto');
const session = require('express-session');
const jwt = require('jsonwebtoken');

function tokenOf(user) {
  // ruleid: javascript-hardcoded-token-secret
  return jwt.sign({ sub: user.id }, 'correct horse battery', { expiresIn: '1h' });
}

function userOf(token) {
  // ruleid: javascript-hardcoded-token-secret
  return jwt.verify(token, 'correct horse battery');
}

// ruleid: javascript-hardcoded-token-secret
app.use(session({ resave: false, secret: 'keyboard animal' }));

function signature(text) {
  // ruleid: javascript-hardcoded-token-secret
  return crypto.createHmac('sha256', 'my webhook secret').update(text).digest('hex');
}
