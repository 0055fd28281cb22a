// The draft page's own small script: a live preview, two keys, and a word before leaving with unsaved text. Without it the page works too.
const form = document.querySelector('form[data-editor]');
const waiting = document.querySelector('[data-waiting]');
if (waiting) setTimeout(() => location.reload(), 1000);
if (form) {
  const text = form.elements.text;
  const preview = document.querySelector('#preview');
  const status = document.querySelector('#status');
  const first = text.value;
  let timer = 0;
  let asked = 0;
  const render = async () => {
    const turn = ++asked;
    const body = new URLSearchParams({ text: text.value, csrf: form.elements.csrf.value });
    try {
      const answer = await fetch('/drafts/preview', { method: 'POST', body });
      // The server makes it of known elements only; an older answer never replaces a newer one.
      if (answer.ok && turn === asked) preview.innerHTML = await answer.text();
      else if (!answer.ok) status.textContent = 'The preview is not available now; saving may still work.';
    } catch {
      status.textContent = 'The preview is not available now; saving may still work.';
    }
  };
  text.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(render, 250);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(event.shiftKey ? 'button[value=accept]' : 'button[value=save]'));
  });
  let leaving = false;
  form.addEventListener('submit', () => (leaving = true));
  addEventListener('beforeunload', (event) => {
    if (!leaving && text.value !== first) event.preventDefault();
  });
}
