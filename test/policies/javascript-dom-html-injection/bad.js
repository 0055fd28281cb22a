function greet(box) {
  const name = new URLSearchParams(location.search).get('name');
  // ruleid: javascript-dom-html-injection
  box.innerHTML = 'Hello ' + name;
}

function anchor() {
  // ruleid: javascript-dom-html-injection
  document.write(decodeURIComponent(window.location.hash.slice(1)));
}

function insert(box) {
  // ruleid: javascript-dom-html-injection
  box.insertAdjacentHTML('beforeend', `<b>${location.hash}</b>`);
}

function query() {
  // ruleid: javascript-dom-html-injection
  $('#title').html(location.search);
}
