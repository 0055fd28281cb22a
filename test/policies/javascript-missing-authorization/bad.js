// ruleid: javascript-missing-authorization
app.delete('/admin/users/:id', (req, res) => {
  users.delete(req.params.id);
  res.end();
});

// ruleid: javascript-missing-authorization
router.post('/internal/reset', async (req, res) => {
  await reset();
  res.end();
});

// ruleid: javascript-missing-authorization
app.get('/api/admin/report', function (req, res) {
  res.json(report());
});
