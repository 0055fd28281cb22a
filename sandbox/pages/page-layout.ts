/** What stands around every page: head, top bar with the person one acts as, and the shared small parts. */
import type { User } from '#sandbox/state/person.ts';
import { icon } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { visibleLine } from './visible-text.ts';

export interface Visitor {
  readonly person: User | undefined;
  readonly people: readonly User[];
  /** What the chosen person can do in the repository shown, in a few words. */
  readonly role?: string;
  /** Path to come back to after choosing another person. */
  readonly path: string;
}

export interface PageParts {
  readonly title: string;
  readonly visitor: Visitor;
  readonly body: Html;
  /** Changes when the page would look different; the script offers to reload then. */
  readonly version?: string;
}

export function renderPage(parts: PageParts): string {
  const { visitor } = parts;
  return `<!doctype html>\n${html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${visibleLine(parts.title)}</title>
      <link rel="icon" href="/-/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/-/style.css" />
      <script src="/-/pages.js" defer></script>
    </head>
    <body ${parts.version === undefined ? '' : html`data-version="${parts.version}"`}>
      <a class="skip" href="#main">Skip to content</a>
      <header class="top">
        <a class="home" href="/">${icon('repository')} Sandbox GitHub</a>
        <form class="acting" method="post" action="/-/acting-as" data-testid="acting-as">
          <input type="hidden" name="back" value="${visitor.path}" />
          <label for="acting-person">Acting as</label>
          <select id="acting-person" name="person" data-submit>
            ${visitor.people.map((user) => html`<option value="${user.id}" ${user.id === visitor.person?.id ? 'selected' : ''}>${visibleLine(user.login, 60)}${user.name === null ? '' : ` (${visibleLine(user.name, 60)})`}</option>`)}
          </select>
          <button class="small no-script">Change</button>
          ${visitor.role === undefined ? '' : html`<span class="role" data-testid="role">${visitor.role}</span>`}
        </form>
      </header>
      <main id="main">${parts.body}</main>
      <footer>A GitHub in miniature for trying things out. Nothing here reaches the internet.</footer>
    </body>
  </html>`}`;
}

/** A login with its initial as a picture: no image has to be loaded. */
export function personName(user: User | undefined): Html {
  return html`<strong class="login"><bdi>${visibleLine(user?.login ?? 'ghost', 60)}</bdi></strong
    >${user?.kind === 'Bot' ? html` <span class="label">bot</span>` : ''}`;
}

export function avatar(user: User | undefined): Html {
  const initial = [...visibleLine(user?.login ?? '?', 60)][0] ?? '?';
  return html`<span class="avatar tint-${(user?.id ?? 0) % 6} ${user?.kind === 'Bot' ? 'square' : ''}" aria-hidden="true"
    >${initial.toUpperCase()}</span
  >`;
}

/** A moment, exact on hover; the script turns the words into "3 minutes ago". */
export function moment(date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}" title="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

export function branchName(name: string): Html {
  return html`<code class="branch"><bdi>${visibleLine(name, 300)}</bdi></code>`;
}
