const crypto = require('crypto');

function store(user, password) {
  // ruleid: javascript-weak-hash
  user.password = crypto.createHash('md5').update(password).digest('hex');
}

function sign(secret, text) {
  // ruleid: javascript-weak-hash
  return crypto.createHmac('md5', secret).update(text).digest('hex');
}

function seal(data) {
  // ruleid: javascript-weak-hash
  const signature = crypto.createHash('sha1').update(data).digest('hex');
  return signature;
}
