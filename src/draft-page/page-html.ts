/** The page itself. Text from outside goes in through `html`, which escapes it; only `renderMarkdown` and `diffLines` make markup. */
import { html, raw } from 'hono/html';
import type { DraftView, Person, SaveState, ShownFile } from './ports.ts';
import { diffLines, renderMarkdown } from './render-markdown.ts';
import { wording } from './wording.ts';
import { changedBetween, diffFence } from '#src/summary/diff-fence.ts';

type Html = ReturnType<typeof html>;

export interface PageFacts {
  readonly view: DraftView;
  readonly files: readonly ShownFile[];
  readonly person: Person | undefined;
  readonly csrf: string;
  readonly saved: SaveState | undefined;
}

const MOST_FILES = 300;
/** A small change is shown at once. */
const MOST_OPEN = 4;
const MOST_PATCH = 40_000;

export function draftPage({ view, files, person, csrf, saved }: PageFacts): Html {
  const { pull, current } = view;
  const again = saved?.kind === 'again' ? saved.request.draft : undefined;
  const shown = again ?? current;
  const editable = person !== undefined && view.mayEdit && view.state === 'open';
  const body = html`<header>
      <h1>${wording.title}: <a href="${pull.htmlUrl}">${pull.owner}/${pull.repo}#${pull.number}</a> ${pull.title}</h1>
      ${person === undefined ? '' : signedIn(person, csrf)}
    </header>
    <p class="notice" role="status" id="status">${person === undefined ? wording.noSignIn : wording.states[view.state]}</p>
    ${saved === undefined ? '' : savedNote(saved)}
    ${person !== undefined && !view.mayEdit ? html`<p class="notice">${wording.noEdit}</p>` : ''}
    <form method="post" ${editable ? raw('data-editor') : ''}>
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="seenTitle" value="${current.title}" />
      <textarea name="seenText" hidden aria-hidden="true">${raw('\n')}${current.text}</textarea>
      <label for="title">Title</label>
      <input id="title" type="text" name="title" maxlength="256" value="${shown.title}" ${editable ? '' : 'readonly'} />
      <div class="columns">
        <div>
          <label for="text">Text (Markdown)</label>
          <textarea id="text" name="text" spellcheck="true" ${editable ? '' : 'readonly'}>${raw('\n')}${shown.text}</textarea>
        </div>
        <div>
          <label id="preview-label">Preview</label>
          <div id="preview" role="region" aria-labelledby="preview-label" aria-live="polite" tabindex="0">
            ${raw(renderMarkdown(shown.text))}
          </div>
        </div>
      </div>
      ${editable ? actions(view) : ''}
    </form>
    ${changes(view)}
    <h2>The change</h2>
    ${files.slice(0, MOST_FILES).map((file) => fileDiff(file, files.length <= MOST_OPEN))}
    ${files.length > MOST_FILES ? html`<p>${wording.moreFiles(files.length - MOST_FILES)}</p>` : ''}`;
  return layout(`${wording.title} ${pull.repo}#${pull.number}`, body, saved?.kind === 'waiting');
}

export function notePage(text: string, link?: { readonly href: string; readonly text: string }): Html {
  return layout(
    wording.title,
    html`<h1>Countersign</h1>
      <p>${text}</p>
      ${link === undefined ? '' : html`<p><a href="${link.href}">${link.text}</a></p>`}`,
  );
}

function signedIn(person: Person, csrf: string): Html {
  return html`<form method="post" action="/drafts/sign-out">
    <input type="hidden" name="csrf" value="${csrf}" /><span class="quiet">signed in as ${person.login}</span>
    <button class="plain">Sign out</button>
  </form>`;
}

function actions({ mayAccept, pull, current }: DraftView): Html {
  return html`<div class="actions">
    <button name="act" value="save">Save draft</button>
    ${
      mayAccept
        ? html`<button class="primary" name="act" value="accept">Save and accept</button>
            <span
              ><input type="checkbox" id="setTitle" name="setTitle" value="yes" />
              <label class="inline" for="setTitle"
                >accepting also sets the title${current.title === pull.title ? ' (it is the same now)' : ''}</label
              ></span
            >`
        : ''
    }
    <span class="quiet">Ctrl+Enter saves${mayAccept ? ', Ctrl+Shift+Enter saves and accepts' : ''}.</span>
  </div>`;
}

function savedNote(saved: SaveState): Html {
  if (saved.kind === 'waiting') return html`<p class="notice" role="status" data-waiting>${wording.saving}</p>`;
  const fence =
    saved.mine === undefined || saved.theirs === undefined ? undefined : diffFence(saved.mine.split('\n'), saved.theirs.split('\n'));
  return html`<div class="notice ${saved.kind === 'again' ? 'trouble' : ''}" role="alert">
    ${raw(renderMarkdown(saved.text))} ${fence === undefined ? '' : raw(renderMarkdown(fence))}
  </div>`;
}

/** What people changed in our draft, and what we would say since. */
function changes({ drafted, current, offer }: DraftView): Html {
  const { gone, fresh } = changedBetween(drafted.text, current.text);
  const fence = diffFence(gone, fresh);
  return html`${
    fence === undefined
      ? ''
      : html`<h2>Edited since it was drafted</h2>
          ${raw(renderMarkdown(fence))}`
  }${
    offer === ''
      ? ''
      : html`<h2>After later pushes</h2>
          ${raw(renderMarkdown(offer))}`
  }`;
}

function fileDiff({ path, status, patch }: ShownFile, open: boolean): Html {
  if (patch === undefined || patch.length > MOST_PATCH) return html`<p><code>${path}</code> (${status}): ${wording.notShown}</p>`;
  return html`<details ${open ? 'open' : ''}>
    <summary><code>${path}</code> (${status})</summary>
    <pre tabindex="0">${raw(diffLines(patch))}</pre>
  </details>`;
}

function layout(title: string, body: Html, waiting = false): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · Countersign</title>
        <link rel="stylesheet" href="/drafts/page.css" />
        ${waiting ? html`<noscript><meta http-equiv="refresh" content="2" /></noscript>` : ''}
        <script src="/drafts/page.js" defer></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
