const _ = require('lodash');
const KEYS = new Set(['color', 'size']);

function checked(req, res, all) {
  // ok: javascript-prototype-pollution
  _.merge(all, Settings.parse(req.body));
  res.end();
}

function known(req, res, tree) {
  const key = req.body.key;
  if (!KEYS.has(key)) return res.end();
  // ok: javascript-prototype-pollution
  tree[key][key] = true;
  res.end();
}

function inMap(req, res, map) {
  // ok: javascript-prototype-pollution
  map.set(req.body.key, true);
  res.end();
}

function shallow(req, res, all) {
  // ok: javascript-prototype-pollution
  all.name = req.body.name;
  res.end();
}

function numbered(req, res, rows) {
  // ok: javascript-prototype-pollution
  rows[Number(req.params.row)][Number(req.params.column)] = 1;
  res.end();
}
