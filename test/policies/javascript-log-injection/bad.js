function login(req, res) {
  // ruleid: javascript-log-injection
  console.log('login of ' + req.body.name);
  const agent = req.headers['user-agent'];
  // ruleid: javascript-log-injection
  logger.warn(`strange agent ${agent}`);
  // ruleid: javascript-log-injection
  this.logger.error(`no account for ${req.query.name}`);
  res.end();
}
