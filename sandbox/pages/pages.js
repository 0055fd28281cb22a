// What plain forms cannot do: tick a box in a text, preview Markdown, load a diff when it is opened, notice news.
const body = document.body;
body.classList.add('scripted');

// A choice that acts at once.
for (const select of document.querySelectorAll('[data-submit]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// A tick writes the text anew, through the form that stands beside it.
document.addEventListener('change', (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.dataset.task === undefined) return;
  const form = box.closest('.comment')?.querySelector(':scope > [data-task-form]');
  if (!form) return;
  form.elements.index.value = box.dataset.task;
  form.elements.checked.value = String(box.checked);
  for (const other of document.querySelectorAll('[data-task]')) other.disabled = true;
  form.requestSubmit();
});

// Write and preview.
async function showPreview(preview, source) {
  preview.textContent = 'Loading the preview…';
  try {
    const answer = await fetch('/-/preview', { method: 'POST', body: source });
    // Sanitized by the server, as every text on these pages.
    if (answer.ok) preview.innerHTML = (await answer.text()) || 'Nothing to preview';
    else preview.textContent = 'The preview did not come. Your text is kept.';
  } catch {
    preview.textContent = 'The preview did not come: the sandbox does not answer. Your text is kept.';
  }
}

for (const editor of document.querySelectorAll('[data-editor]')) {
  const text = editor.querySelector('textarea');
  const preview = editor.querySelector('.preview');
  const tabs = editor.querySelector('.editor-tabs');
  tabs.hidden = false;
  tabs.addEventListener('click', (event) => {
    const wanted = event.target.dataset?.tab;
    if (wanted === undefined) return;
    for (const tab of tabs.querySelectorAll('[data-tab]')) tab.setAttribute('aria-selected', String(tab.dataset.tab === wanted));
    text.hidden = wanted === 'preview';
    preview.hidden = wanted !== 'preview';
    if (wanted === 'write') {
      text.focus();
      return;
    }
    void showPreview(preview, text.value);
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.requestSubmit();
  });
}

// Collapsed files load their diff when they are opened.
for (const file of document.querySelectorAll('[data-load]')) {
  file.addEventListener('toggle', () => {
    const address = file.dataset.load;
    if (!file.open || !address) return;
    delete file.dataset.load;
    void loadBody(file.querySelector('.file-body'), address);
  });
}

async function loadBody(body, address) {
  const answer = await fetch(address).catch(() => undefined);
  if (answer?.ok) body.innerHTML = await answer.text();
}

// Only one menu stands open; Escape closes it.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') for (const menu of document.querySelectorAll('.menu[open]')) menu.open = false;
});

const units = [
  [31_536_000, 'year'],
  [2_592_000, 'month'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
for (const time of document.querySelectorAll('time[datetime]')) {
  const seconds = (Date.now() - Date.parse(time.dateTime)) / 1_000;
  const unit = units.find(([length]) => seconds >= length);
  time.textContent = unit ? relative.format(-Math.floor(seconds / unit[0]), unit[1]) : 'just now';
}

// News: the page asks now and then whether it is still current. It reloads by itself only while nobody is writing.
if (body.dataset.version) {
  const path = /^\/[^/]+\/[^/]+\/(?:pull\/\d+|queue)/.exec(location.pathname)?.[0];
  const isWriting = () =>
    document.querySelector(
      'details.edit[open], details.reply[open], details.menu[open], details.edit-title[open], details.edit-base[open], details.review-form[open]',
    ) !== null ||
    [...document.querySelectorAll('textarea')].some((text) => text.value !== text.defaultValue) ||
    document.activeElement instanceof HTMLTextAreaElement;
  const ask = async () => {
    if (document.hidden || document.querySelector('.news')) return;
    const answer = await fetch(`${path}/version`).catch(() => undefined);
    if (!answer?.ok || (await answer.text()) === body.dataset.version) return;
    if (!isWriting()) return location.reload();
    const button = Object.assign(document.createElement('button'), {
      className: 'news',
      type: 'button',
      textContent: 'There is something new: show it',
    });
    button.addEventListener('click', () => location.reload());
    body.append(button);
  };
  setInterval(ask, 4_000);
}
