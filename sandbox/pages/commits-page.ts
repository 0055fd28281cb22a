/** The commits of a pull request with the state of their checks. */
import type { CommitSummary } from '#sandbox/state/world.ts';
import { overallLook } from './check-words.ts';
import { icon } from './icons.ts';
import { html, type Html } from './page-html.ts';
import { moment } from './page-layout.ts';
import { pullHeader } from './pull-header.ts';
import type { PullView } from './pull-view.ts';
import { shortSha, visibleLine, visibleText } from './visible-text.ts';
import { noChanges } from './wording.ts';

export function commitsPage(view: PullView, commits: readonly CommitSummary[]): Html {
  const list = commits.map((commit) => {
    const [subject = '', ...rest] = commit.message.split('\n');
    const body = rest.join('\n').trim();
    const look = overallLook(view.world.checkRunsOf(view.repository, commit.sha, 'latest'));
    return html`<li id="${commit.sha}">
      <div class="grow">
        <strong><bdi>${visibleLine(subject, 300) || '(no message)'}</bdi></strong>
        ${
          body === ''
            ? ''
            : html`<details>
                <summary class="quiet">Whole message</summary>
                <pre>${visibleText(body)}</pre>
              </details>`
        }
        <p class="quiet">
          ${visibleLine(commit.author.name, 100)} wrote it ${moment(commit.author.date)}
          ${look ? html`<span class="tone-${look.tone}">${icon(look.icon)} ${look.words}</span>` : ''}
        </p>
      </div>
      <code class="sha">${shortSha(commit.sha)}</code>
    </li>`;
  });
  return html`${pullHeader(view, 'commits')}
    <ul class="box list">
      ${list.length > 0 ? list : html`<li class="quiet">${noChanges}</li>`}
    </ul>`;
}
