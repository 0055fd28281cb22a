const TARGETS = new Set(['/a', '/b']);

function path(req, res) {
  // ok: javascript-open-redirect
  res.redirect('/users/' + req.params.id);
}

function site(req, res) {
  // ok: javascript-open-redirect
  res.redirect(`https://docs.example.com/${req.query.page}`);
}

function known(req, res) {
  const target = req.query.next;
  if (!TARGETS.has(target)) return res.redirect('/');
  // ok: javascript-open-redirect
  res.redirect(target);
}

function asked(req, res) {
  if (isSafeRedirect(req.query.next)) {
    // ok: javascript-open-redirect
    res.redirect(req.query.next);
  }
}

function parameter(req, res) {
  // ok: javascript-open-redirect
  res.redirect(`/search?q=${encodeURIComponent(req.query.q)}`);
}
