const _ = require('lodash');

function settings(req, res, all) {
  // ruleid: javascript-prototype-pollution
  _.merge(all, req.body);
  res.end();
}

function nested(req, res, tree) {
  const group = req.body.group;
  // ruleid: javascript-prototype-pollution
  tree[group][req.body.key] = 1;
  res.end();
}

function path(req, res, tree) {
  // ruleid: javascript-prototype-pollution
  _.set(tree, req.body.path, true);
  res.end();
}

function parts(req, res, jQuery) {
  // ruleid: javascript-prototype-pollution
  jQuery.extend(true, {}, JSON.parse(req.body.text));
  res.end();
}
