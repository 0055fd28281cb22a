const crypto = require('crypto');

function strong(data) {
  // ok: javascript-weak-hash
  return crypto.createHash('sha256').update(data).digest('hex');
}

function forTheBrowser(data) {
  // ok: javascript-weak-hash
  const etag = crypto.createHash('md5').update(data).digest('hex');
  return etag;
}

function slow(password, salt) {
  // ok: javascript-weak-hash
  return crypto.scryptSync(password, salt, 64);
}

function cached(url) {
  // ok: javascript-weak-hash
  const cacheKey = crypto.createHash('sha1').update(url).digest('hex');
  return cacheKey;
}
