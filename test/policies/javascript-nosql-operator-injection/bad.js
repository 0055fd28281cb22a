async function login(req, res) {
  // ruleid: javascript-nosql-operator-injection
  const user = await User.findOne({ name: String(req.body.name), password: req.body.password });
  res.json({ ok: user !== null });
}

async function remove(req, res, db) {
  const { team } = req.body;
  // ruleid: javascript-nosql-operator-injection
  await db.collection('members').deleteMany({ team });
  res.end();
}

async function update(req, res) {
  const id = req.body.id;
  // ruleid: javascript-nosql-operator-injection
  await Item.updateOne({ _id: id }, { seen: true });
  res.end();
}
