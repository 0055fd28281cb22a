function login(req, res) {
  // ok: javascript-log-injection
  logger.info({ name: req.body.name }, 'login');
  // ok: javascript-log-injection
  console.log(`login of ${JSON.stringify(req.body.name)}`);
  // ok: javascript-log-injection
  console.log('page ' + Number(req.query.page));
  // ok: javascript-log-injection
  console.log('name', req.body.name.replace(/[\r\n]/g, ''));
  // ok: javascript-log-injection
  console.log(`asked for ${encodeURIComponent(req.query.name)}`);
  res.end();
}
