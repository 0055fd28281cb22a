const crypto = require('crypto');

function des(key, start) {
  // ruleid: javascript-weak-cipher
  return crypto.createCipheriv('des-ede3-cbc', key, start);
}

function ecb(key) {
  // ruleid: javascript-weak-cipher
  return crypto.createCipheriv('aes-256-ecb', key, null);
}

function old(password) {
  // ruleid: javascript-weak-cipher
  return crypto.createCipher('aes192', password);
}

function constantStart(key) {
  // ruleid: javascript-weak-cipher
  return crypto.createCipheriv('aes-256-cbc', key, '0123456789abcdef');
}

function zeroStart(key) {
  // ruleid: javascript-weak-cipher
  return crypto.createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
}
