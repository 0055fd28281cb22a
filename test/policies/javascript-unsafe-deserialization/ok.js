const serialize = require('node-serialize');
const yaml = require('js-yaml');

function profile(req, res) {
  // ok: javascript-unsafe-deserialization
  res.json(JSON.parse(req.body.text));
}

function own(res, file) {
  // ok: javascript-unsafe-deserialization
  res.json(serialize.unserialize(file));
}

function rules(req, res) {
  // ok: javascript-unsafe-deserialization
  res.json(yaml.load(req.body.text));
}
