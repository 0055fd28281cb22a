const cors = require('cors');

// ruleid: javascript-cors-with-credentials
app.use(cors({ origin: true, credentials: true }));
// ruleid: javascript-cors-with-credentials
app.enableCors({ origin: true, credentials: true });

app.use((req, res, next) => {
  // ruleid: javascript-cors-with-credentials
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
});
