function login(req, res, value, https) {
  // ok: javascript-insecure-cookie
  res.cookie('session', value, { secure: true, httpOnly: true, sameSite: 'lax' });
  // ok: javascript-insecure-cookie
  res.cookie('theme', 'dark');
  // ok: javascript-insecure-cookie
  res.cookie('session', value, { secure: https, httpOnly: true });
  // ok: javascript-insecure-cookie
  res.cookie('session', value, cookieOptions);
  res.end();
}

// ok: javascript-insecure-cookie
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true } }));
// ok: javascript-insecure-cookie
res.clearCookie('session');
