function text(box) {
  // ok: javascript-dom-html-injection
  box.textContent = new URLSearchParams(location.search).get('name');
}

function clean(box) {
  // ok: javascript-dom-html-injection
  box.innerHTML = DOMPurify.sanitize(location.hash);
}

function number(box) {
  // ok: javascript-dom-html-injection
  box.innerHTML = '<b>' + Number(new URLSearchParams(location.search).get('n')) + '</b>';
}

function constant(box) {
  // ok: javascript-dom-html-injection
  box.innerHTML = '<b>loading</b>';
}

function compared(box) {
  // ok: javascript-dom-html-injection
  box.innerHTML = location.hash === '#a' ? '<b>a</b>' : '<i>b</i>';
}
