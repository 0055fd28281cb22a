const ldap = require('ldapjs');

function find(req, res) {
  const client = ldap.createClient({ url: 'ldaps://directory.example.com' });
  // ruleid: javascript-ldap-injection
  client.search('ou=people', { filter: `(uid=${req.query.name})`, scope: 'sub' }, (error) => res.end());
}

function login(req, res, ldapClient) {
  const filter = '(&(mail=' + req.body.mail + ')(active=TRUE))';
  // ruleid: javascript-ldap-injection
  ldapClient.search('dc=example', { scope: 'sub', filter }, (error) => res.end());
}

function parsed(req) {
  // ruleid: javascript-ldap-injection
  return ldap.parseFilter('(cn=' + req.params.cn + ')');
}
