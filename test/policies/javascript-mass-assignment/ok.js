async function add(req, res) {
  const { name, mail } = req.body;
  // ok: javascript-mass-assignment
  res.json(await User.create({ name, mail }));
}

async function checked(req, res) {
  const fields = NewUser.parse(req.body);
  // ok: javascript-mass-assignment
  res.json(await User.create(fields));
}

function plain(req, res) {
  // ok: javascript-mass-assignment
  res.json(Object.assign({}, { name: req.body.name }));
}

async function picked(req, res) {
  // ok: javascript-mass-assignment
  await User.findByIdAndUpdate(req.params.id, _.pick(req.body, ['name']));
  res.end();
}
