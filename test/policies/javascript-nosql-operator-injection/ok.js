async function text(req, res) {
  // ok: javascript-nosql-operator-injection
  res.json(await User.findOne({ name: String(req.body.name) }));
}

async function exactly(req, res) {
  // ok: javascript-nosql-operator-injection
  res.json(await User.findOne({ name: { $eq: req.body.name } }));
}

async function fromPath(req, res) {
  // ok: javascript-nosql-operator-injection
  res.json(await User.findOne({ name: req.params.name }));
}

async function checked(req, res) {
  const body = Login.parse(req.body);
  // ok: javascript-nosql-operator-injection
  res.json(await User.findOne({ name: body.name }));
}

async function guarded(req, res) {
  const { name } = req.body;
  if (typeof name !== 'string') return res.end();
  // ok: javascript-nosql-operator-injection
  res.json(await User.findOne({ name }));
}

async function relational(req, res) {
  // ok: javascript-nosql-operator-injection
  res.json(await User.findOne({ where: { name: req.body.name } }));
}
