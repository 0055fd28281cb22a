function login(req, res, value) {
  // ruleid: javascript-insecure-cookie
  res.cookie('session', value);
  // ruleid: javascript-insecure-cookie
  res.cookie('authToken', value, { httpOnly: true });
  // ruleid: javascript-insecure-cookie
  res.cookie('any', value, { secure: false });
  res.end();
}

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    // ruleid: javascript-insecure-cookie
    cookie: { secure: false, maxAge: 1000 },
  }),
);
// ruleid: javascript-insecure-cookie
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { httpOnly: false, secure: true } }));
