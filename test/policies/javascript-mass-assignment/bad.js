async function add(req, res) {
  // ruleid: javascript-mass-assignment
  res.json(await User.create(req.body));
}

async function change(req, res) {
  // ruleid: javascript-mass-assignment
  await User.findByIdAndUpdate(req.params.id, req.body);
  res.end();
}

async function save(req, res, user) {
  // ruleid: javascript-mass-assignment
  Object.assign(user, req.body);
  await user.save();
  res.end();
}

async function spread(req, res) {
  // ruleid: javascript-mass-assignment
  res.json(await prisma.user.update({ where: { id: 1 }, data: req.body }));
}
