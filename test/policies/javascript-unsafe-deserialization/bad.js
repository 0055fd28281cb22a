const serialize = require('node-serialize');
const yaml = require('js-yaml');

function profile(req, res) {
  const text = Buffer.from(req.cookies.profile, 'base64').toString();
  // ruleid: javascript-unsafe-deserialization
  res.json(serialize.unserialize(text));
}

function funny(req, res) {
  // ruleid: javascript-unsafe-deserialization
  res.json(funcster.deepDeserialize(req.body));
}

function rules(req, res) {
  // ruleid: javascript-unsafe-deserialization
  res.json(yaml.load(req.body.text, { schema: yaml.DEFAULT_FULL_SCHEMA }));
}
