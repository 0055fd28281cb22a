/** Comments, reviews, review comments, reactions. */
import { must } from '#sandbox/state/core.ts';
import type { IssueComment, Reaction, ReactionTarget, Review, ReviewComment } from '#sandbox/state/conversation.ts';
import { presentAppId } from './present-app.ts';
import { presentAssociation, presentUserId } from './present-user.ts';
import type { Json, View } from './view.ts';
import { nodeId, repositoryPage, repositoryUrl, stamp } from './view.ts';

export function presentComment(view: View, comment: IssueComment): Json {
  const repository = must(view.records.repositories, comment.repositoryId);
  const url = `${repositoryUrl(view, repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${repositoryPage(view, repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(view, repository)}/issues/${comment.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: presentUserId(view, comment.authorId),
    created_at: stamp(comment.createdAt),
    updated_at: stamp(comment.updatedAt),
    author_association: presentAssociation(view, repository, comment.authorId),
    body: comment.body,
    reactions: presentRollup(view, `${url}/reactions`, { kind: 'issue_comment', id: comment.id }),
    performed_via_github_app: presentAppId(view, comment.appId),
  };
}

export function presentReview(view: View, review: Review): Json {
  const pull = must(view.records.pulls, review.pullId);
  const repository = must(view.records.repositories, pull.repositoryId);
  const pullUrl = `${repositoryUrl(view, repository)}/pulls/${pull.number}`;
  const page = `${repositoryPage(view, repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: presentUserId(view, review.authorId),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: presentAssociation(view, repository, review.authorId),
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    ...(review.submittedAt ? { submitted_at: stamp(review.submittedAt) } : {}),
    commit_id: review.commitId,
  };
}

/** In webhooks the same thing has small letters and always both times. */
export function presentReviewForWebhook(view: View, review: Review): Json {
  const time = review.submittedAt ? stamp(review.submittedAt) : null;
  return {
    ...presentReview(view, review),
    body: review.body === '' ? null : review.body,
    state: review.state.toLowerCase(),
    submitted_at: time,
    updated_at: time,
  };
}

export function presentReviewComment(view: View, comment: ReviewComment): Json {
  const pull = must(view.records.pulls, comment.pullId);
  const repository = must(view.records.repositories, pull.repositoryId);
  const url = `${repositoryUrl(view, repository)}/pulls/comments/${comment.id}`;
  const pullUrl = `${repositoryUrl(view, repository)}/pulls/${pull.number}`;
  const page = `${repositoryPage(view, repository)}/pull/${pull.number}#discussion_r${comment.id}`;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitId,
    original_commit_id: comment.originalCommitId,
    user: presentUserId(view, comment.authorId),
    body: comment.body,
    created_at: stamp(comment.createdAt),
    updated_at: stamp(comment.updatedAt),
    html_url: page,
    pull_request_url: pullUrl,
    author_association: presentAssociation(view, repository, comment.authorId),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    reactions: presentRollup(view, `${url}/reactions`, { kind: 'review_comment', id: comment.id }),
    start_line: comment.startLine,
    original_start_line: comment.originalStartLine,
    start_side: comment.startSide,
    line: comment.line,
    original_line: comment.originalLine,
    side: comment.side,
    original_position: comment.originalPosition,
    position: comment.position,
    subject_type: comment.subjectType,
    ...(comment.inReplyToId === null ? {} : { in_reply_to_id: comment.inReplyToId }),
  };
}

export function presentReaction(view: View, reaction: Reaction): Json {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: presentUserId(view, reaction.userId),
    content: reaction.content,
    created_at: stamp(reaction.createdAt),
  };
}

const CONTENTS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const;

export function presentRollup(view: View, url: string, target: ReactionTarget): Json {
  const rollup: Json = { url, total_count: 0 };
  const all = [...view.records.reactions.values()].filter((one) => one.target.kind === target.kind && one.target.id === target.id);
  rollup['total_count'] = all.length;
  for (const content of CONTENTS) rollup[content] = all.filter((one) => one.content === content).length;
  return rollup;
}
