const crypto = require('crypto');

function invite() {
  // ok: javascript-weak-random-token
  const inviteToken = crypto.randomBytes(32).toString('base64url');
  return inviteToken;
}

function jitter(delay) {
  // ok: javascript-weak-random-token
  const wait = delay * Math.random();
  return wait;
}

function dice() {
  // ok: javascript-weak-random-token
  return 1 + Math.floor(Math.random() * 6);
}

function keyOfRow() {
  // ok: javascript-weak-random-token
  const rowKey = Math.random();
  return rowKey;
}
