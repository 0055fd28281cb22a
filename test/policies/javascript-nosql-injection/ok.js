async function named(req, res) {
  // ok: javascript-nosql-injection
  res.json(await User.find({ name: String(req.body.name) }));
}

async function byId(req, res) {
  // ok: javascript-nosql-injection
  res.json(await User.findById(req.params.id));
}

async function number(req, res) {
  const threshold = Number(req.query.threshold);
  // ok: javascript-nosql-injection
  res.json(await User.find({ $where: 'this.value > ' + threshold }));
}

function inList(req, list) {
  // ok: javascript-nosql-injection
  return list.find((one) => one.id === req.params.id);
}

async function validated(req, res) {
  const filter = schema.parse(req.body);
  // ok: javascript-nosql-injection
  res.json(await User.find(filter));
}

async function text(req, res) {
  // ok: javascript-nosql-injection
  res.json(await User.findOne(String(req.query.name)));
}
