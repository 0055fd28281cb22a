async function search(req, res) {
  // ruleid: javascript-nosql-injection
  res.json(await User.find(req.body));
}

async function whole(req, res) {
  const filter = req.body.filter;
  // ruleid: javascript-nosql-injection
  await Account.deleteMany(filter);
  res.end();
}

function script(req, res, users) {
  // ruleid: javascript-nosql-injection
  users.find({ $where: `this.owner == '${req.query.owner}'` }).toArray((error, list) => res.json(list));
}

function inner(req, callback) {
  const threshold = req.query.threshold;
  // ruleid: javascript-nosql-injection
  const filter = { $where: 'this.value > ' + threshold };
  callback(filter);
}

async function login(req, res, db) {
  const { query } = req.body;
  // ruleid: javascript-nosql-injection
  res.json(await db.collection('users').findOne(query));
}
