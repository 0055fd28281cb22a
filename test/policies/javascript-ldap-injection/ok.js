const ldap = require('ldapjs');

function object(req, client) {
  const filter = new ldap.EqualityFilter({ attribute: 'uid', value: req.query.name });
  // ok: javascript-ldap-injection
  client.search('ou=people', { filter, scope: 'sub' }, () => undefined);
}

function escaped(req, client) {
  // ok: javascript-ldap-injection
  client.search('ou=people', { filter: `(uid=${escapeFilter(req.query.name)})` }, () => undefined);
}

function other(req, elastic) {
  // ok: javascript-ldap-injection
  return elastic.search({ query: req.query.text });
}

function number(req, client) {
  // ok: javascript-ldap-injection
  client.search('ou=people', { filter: '(uidNumber=' + Number(req.query.n) + ')' }, () => undefined);
}
