const cors = require('cors');
const ORIGINS = new Set(['https://app.example.com']);

// ok: javascript-cors-with-credentials
app.use(cors({ origin: ['https://app.example.com'], credentials: true }));
// ok: javascript-cors-with-credentials
app.use(cors({ origin: true }));
// ok: javascript-cors-with-credentials
app.use(cors());

app.use((req, res, next) => {
  if (ORIGINS.has(req.headers.origin)) {
    // ok: javascript-cors-with-credentials
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  }
  // ok: javascript-cors-with-credentials
  res.setHeader('Vary', 'Origin');
  next();
});
