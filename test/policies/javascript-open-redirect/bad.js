function login(req, res) {
  // ruleid: javascript-open-redirect
  res.redirect(req.query.next);
}

function moved(req, res) {
  const target = req.body.url || '/';
  // ruleid: javascript-open-redirect
  res.redirect(302, target);
}

function header(req, res) {
  // ruleid: javascript-open-redirect
  res.setHeader('Location', req.query.to);
  res.end();
}

export async function GET(request) {
  const target = request.nextUrl.searchParams.get('to');
  // ruleid: javascript-open-redirect
  return NextResponse.redirect(target);
}
