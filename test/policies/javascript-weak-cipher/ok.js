const crypto = require('crypto');

function gcm(key) {
  // ok: javascript-weak-cipher
  return crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));
}

function given(key, start) {
  // ok: javascript-weak-cipher
  return crypto.createCipheriv('aes-256-cbc', key, start);
}

function chacha(key, start) {
  // ok: javascript-weak-cipher
  return crypto.createCipheriv('chacha20-poly1305', key, start, { authTagLength: 16 });
}

function back(key, start) {
  // ok: javascript-weak-cipher
  return crypto.createDecipheriv('aes-256-gcm', key, start);
}
