function search(req, res, lines) {
  // ruleid: javascript-regex-injection
  const wanted = new RegExp(req.query.q, 'i');
  res.json(lines.filter((line) => wanted.test(line)));
}

function match(req, res, text) {
  // ruleid: javascript-regex-injection
  res.json(text.match(req.query.pattern));
}

function find(req, res) {
  const { name } = req.body;
  // ruleid: javascript-regex-injection
  const filter = RegExp(`^${name}`);
  res.json({ source: filter.source });
}
