function hello(req, res) {
  // ruleid: javascript-html-injection
  res.send(`<h1>Hello ${req.query.name}</h1>`);
}

function missing(req, res) {
  // ruleid: javascript-html-injection
  res.status(404).send('<p>There is no page ' + req.params.page);
}

function page(req, res) {
  const html = '<p>' + req.body.text + '</p>';
  // ruleid: javascript-html-injection
  res.send(html);
}

function raw(req, res) {
  // ruleid: javascript-html-injection
  res.write('<li>' + req.query.item + '</li>');
  res.end();
}
