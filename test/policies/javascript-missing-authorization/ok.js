// ok: javascript-missing-authorization
app.delete('/admin/users/:id', requireAdmin, (req, res) => {
  users.delete(req.params.id);
  res.end();
});

// ok: javascript-missing-authorization
router.post('/internal/reset', async (req, res) => {
  if (!req.user.isAdmin) return res.sendStatus(403);
  await reset();
  res.end();
});

// ok: javascript-missing-authorization
app.get('/admin/login', (req, res) => {
  res.render('login');
});

// ok: javascript-missing-authorization
app.get('/articles', (req, res) => {
  res.json(articles());
});
