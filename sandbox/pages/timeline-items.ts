/** The items of the time line, drawn. */
import type { IssueComment, Review } from '#sandbox/state/conversation.ts';
import type { CommitSummary } from '#sandbox/state/world.ts';
import { checkIcon, checkLook } from './check-words.ts';
import { commentCard } from './comment-card.ts';
import type { EditHistory } from './edit-history.ts';
import { icon, type IconName } from './icons.ts';
import { renderMarkdown } from './markdown.ts';
import { html, join, type Html } from './page-html.ts';
import { branchName, moment, personName } from './page-layout.ts';
import { userOf, type PullView } from './pull-view.ts';
import { threadCard, type Thread } from './thread-card.ts';
import type { TimelineItem } from './timeline.ts';
import { shortSha, visibleLine } from './visible-text.ts';

export interface TimelineParts {
  readonly view: PullView;
  readonly threads: readonly Thread[];
  readonly edits: EditHistory;
}

export function timelineItem(parts: TimelineParts, item: TimelineItem): Html {
  const { view } = parts;
  switch (item.kind) {
    case 'comment':
      return issueComment(parts, item.comment);
    case 'review':
      return review(parts, item.review);
    case 'commits':
      return join(item.commits.map((commit) => commitLine(view, commit)));
    case 'checks':
      return join(
        item.runs.map((run) =>
          event(
            html`<span class="event-icon plain">${checkIcon(run)}</span>`,
            html`<a href="${view.path}/checks?run=${run.id}"><strong>${visibleLine(run.name, 200)}</strong></a>
              ${checkLook(run).words.toLowerCase()} on
              <code>${shortSha(item.headSha)}</code>${run.title === null ? '' : html`: ${visibleLine(run.title, 300)}`} · ${moment(item.at)}`,
          ),
        ),
      );
    case 'merged':
      return event(
        badge('merged', 'merged'),
        html`${personName(userOf(view, view.pull.mergedById))} merged commit <code>${shortSha(view.pull.mergeCommitSha ?? '')}</code> into
          ${branchName(view.pull.baseRef)} ${moment(item.at)}`,
      );
    case 'closed':
      return event(badge('closed', 'bad'), html`This was closed ${moment(item.at)}`);
  }
}

function event(picture: Html, words: Html): Html {
  return html`<div class="event">
    ${picture}
    <div>${words}</div>
  </div>`;
}

function badge(name: IconName, tone = ''): Html {
  return html`<span class="event-icon ${tone}">${icon(name)}</span>`;
}

function commitLine(view: PullView, commit: CommitSummary): Html {
  const subject = commit.message.split('\n', 1)[0] ?? '';
  return event(
    badge('commit'),
    html`<span class="commit-line"
      ><bdi>${visibleLine(subject, 200) || '(no message)'}</bdi>
      <a class="sha" href="${view.path}/commits#${commit.sha}"><code>${shortSha(commit.sha)}</code></a></span
    >`,
  );
}

function issueComment(parts: TimelineParts, comment: IssueComment): Html {
  const { view } = parts;
  const mayEdit = view.world.mayEdit(view.actor, comment);
  const target = { kind: 'issue_comment', id: comment.id } as const;
  return commentCard({
    view,
    target,
    authorId: comment.authorId,
    body: comment.body,
    createdAt: comment.createdAt,
    editedById: comment.editedById,
    edits: parts.edits(target),
    mayEdit,
    mayDelete: mayEdit,
  });
}

const verdicts: Readonly<Record<Review['state'], readonly [icon: IconName, tone: string, words: string]>> = {
  APPROVED: ['success', 'good', 'approved these changes'],
  CHANGES_REQUESTED: ['failure', 'bad', 'requested changes'],
  COMMENTED: ['eye', '', 'reviewed'],
  DISMISSED: ['eye', '', 'reviewed; the review was dismissed'],
  PENDING: ['eye', '', 'has not submitted this review yet'],
};

function review(parts: TimelineParts, item: Review): Html {
  const { view } = parts;
  const [picture, tone, words] = verdicts[item.state];
  const threads = parts.threads.filter((thread) => thread.comments[0]?.reviewId === item.id);
  // A reply is a review of its own on GitHub; it is shown in its thread.
  if (item.body.trim() === '' && threads.length === 0 && item.state === 'COMMENTED') return html``;
  const author = userOf(view, item.authorId);
  return html`<section class="review" id="review-${item.id}" data-testid="review" data-author="${author?.login}">
    ${event(badge(picture, tone), html`${personName(author)} ${words} ${item.submittedAt ? moment(item.submittedAt) : ''} on <code>${shortSha(item.commitId)}</code>`)}
    ${item.body.trim() === '' ? '' : html`<div class="review-body markdown" dir="auto">${renderMarkdown(item.body)}</div>`}
    ${threads.map((thread) => threadCard({ view, thread, withCode: true, edits: parts.edits }))}
  </section>`;
}
