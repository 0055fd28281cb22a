/** Uses every route of the sandbox once at least, through the real Octokit, and makes every kind of webhook happen. */
import { gzipSync } from 'node:zlib';
import type { Octokit } from '@octokit/rest';
import type { SmallSandbox } from './small-sandbox.ts';
import { STORE } from './small-sandbox.ts';

/** `note`: wraps a client so that its exchanges are kept. */
export async function driveRoutes(small: SmallSandbox, note: (client: Octokit) => Octokit): Promise<void> {
  const bot = note(small.bot);
  const author = note(small.as(small.author));
  const maintainer = note(small.as(small.maintainer));
  await driveApp(small, note(small.appClient), bot, author);
  await driveRepository(small, bot, maintainer);
  await drivePull(bot, author);
  await driveReviews(small, bot, maintainer);
  await driveIssue(bot, author, maintainer);
  await driveChecks(small, bot, maintainer);
  await driveCodeScanning(small, maintainer);
  await driveMerge(small, maintainer);
  await driveWebhooks(small);
  // Last: it ends the installation that all others used.
  await note(small.appClient).rest.apps.deleteInstallation({ installation_id: small.installation.id });
  await small.world.deliveriesSettled();
}

async function driveApp(small: SmallSandbox, app: Octokit, bot: Octokit, author: Octokit): Promise<void> {
  await app.rest.apps.getAuthenticated();
  const code = small.world.offerApp({ name: 'Another', owner: small.owner, permissions: { checks: 'write' }, events: ['push'] });
  await author.rest.apps.createFromManifest({ code });
  await refused(author.rest.apps.createFromManifest({ code }));
  await app.rest.apps.listInstallations();
  await app.rest.apps.getInstallation({ installation_id: small.installation.id });
  await app.rest.apps.getRepoInstallation(STORE);
  await app.rest.apps.createInstallationAccessToken({
    installation_id: small.installation.id,
    repository_ids: [small.repository.id],
    permissions: { checks: 'write' },
  });
  await small.world.deliveriesSettled();
  const { data: deliveries } = await app.rest.apps.listWebhookDeliveries();
  const delivery_id = deliveries[0]?.id ?? 0;
  await app.rest.apps.getWebhookDelivery({ delivery_id });
  await app.rest.apps.redeliverWebhookDelivery({ delivery_id });
  await app.rest.apps.getWebhookConfigForApp();
  await bot.rest.apps.listReposAccessibleToInstallation();
  await author.rest.users.getAuthenticated();
  await author.rest.users.getByUsername({ username: 'countersign[bot]' });
  await author.rest.rateLimit.get();
  await author.rest.meta.get();
  await author.rest.meta.getZen();
  await refused(author.rest.users.getByUsername({ username: 'nobody' }));
}

async function driveRepository(small: SmallSandbox, bot: Octokit, maintainer: Octokit): Promise<void> {
  const { headSha } = small.pull;
  await bot.rest.repos.get(STORE);
  await bot.rest.repos.getCollaboratorPermissionLevel({ ...STORE, username: 'ada' });
  await bot.rest.repos.checkCollaborator({ ...STORE, username: 'ada' });
  small.world.protectBranch(small.repository, {
    branch: 'main',
    requiredChecks: [{ context: 'a', appId: small.app.appId }],
    requiredApprovals: 1,
  });
  small.world.addRuleset(small.repository, {
    name: 'checks',
    branches: ['~DEFAULT_BRANCH'],
    requiredChecks: [{ context: 'b', appId: null }],
    strict: true,
    enforcement: 'active',
  });
  await bot.rest.repos.listBranches(STORE);
  await bot.rest.repos.getBranch({ ...STORE, branch: 'main' });
  await bot.rest.repos.getBranchProtection({ ...STORE, branch: 'main' });
  await bot.rest.repos.getBranchRules({ ...STORE, branch: 'main' });
  await bot.rest.repos.listCommits(STORE);
  await bot.rest.repos.getCommit({ ...STORE, ref: headSha });
  await bot.rest.repos.listPullRequestsAssociatedWithCommit({ ...STORE, commit_sha: headSha });
  await bot.rest.repos.compareCommitsWithBasehead({ ...STORE, basehead: 'main...feature' });
  await maintainer.rest.repos.createCommitStatus({ ...STORE, sha: headSha, state: 'success', context: 'b' });
  await bot.rest.repos.getCombinedStatusForRef({ ...STORE, ref: headSha });
  await bot.rest.repos.getContent({ ...STORE, path: 'README.md' });
  await bot.rest.repos.getContent({ ...STORE, path: 'src' });
  await bot.request('GET /repos/{owner}/{repo}/contents', STORE);
  const { data: tree } = await bot.rest.git.getTree({ ...STORE, tree_sha: 'feature', recursive: 'true' });
  await bot.rest.git.getBlob({ ...STORE, file_sha: tree.tree.find((one) => one.type === 'blob')?.sha ?? '' });
  await bot.rest.git.getRef({ ...STORE, ref: 'heads/main' });
  await bot.rest.git.listMatchingRefs({ ...STORE, ref: 'heads/' });
  await refused(bot.rest.repos.getContent({ ...STORE, path: 'absent' }));
}

async function drivePull(bot: Octokit, author: Octokit): Promise<void> {
  const one = { ...STORE, pull_number: 1 };
  await bot.rest.pulls.list(STORE);
  await bot.rest.pulls.get(one);
  await bot.rest.pulls.listFiles(one);
  await bot.rest.pulls.listCommits(one);
  await bot.rest.pulls.update({ ...one, title: 'Cart, better', body: 'Accepted.' });
  await author.rest.pulls.update({ ...one, state: 'closed' });
  await author.rest.pulls.update({ ...one, state: 'open' });
  await refused(bot.rest.pulls.get({ ...STORE, pull_number: 99 }));
}

async function driveReviews(small: SmallSandbox, bot: Octokit, maintainer: Octokit): Promise<void> {
  const one = { ...STORE, pull_number: 1 };
  const line = { path: 'src/cart.py', line: 3, body: 'Why?' };
  const { data: review } = await bot.rest.pulls.createReview({ ...one, event: 'COMMENT', body: 'One thing', comments: [line] });
  await bot.rest.pulls.listReviews(one);
  await bot.rest.pulls.getReview({ ...one, review_id: review.id });
  await bot.rest.pulls.listCommentsForReview({ ...one, review_id: review.id });
  const { data: pending } = await maintainer.rest.pulls.createReview({ ...one, body: 'Later' });
  await maintainer.rest.pulls.submitReview({ ...one, review_id: pending.id, event: 'APPROVE' });
  const { data: comment } = await bot.rest.pulls.createReviewComment({ ...one, ...line, commit_id: small.pull.headSha, side: 'RIGHT' });
  await maintainer.rest.pulls.createReplyForReviewComment({ ...one, comment_id: comment.id, body: 'Because.' });
  await bot.rest.pulls.listReviewComments(one);
  await bot.rest.pulls.listReviewCommentsForRepo(STORE);
  await bot.rest.pulls.getReviewComment({ ...STORE, comment_id: comment.id });
  await bot.rest.pulls.updateReviewComment({ ...STORE, comment_id: comment.id, body: 'Why so?' });
  const { data: reaction } = await bot.rest.reactions.createForPullRequestReviewComment({
    ...STORE,
    comment_id: comment.id,
    content: 'eyes',
  });
  await bot.rest.reactions.listForPullRequestReviewComment({ ...STORE, comment_id: comment.id });
  await bot.rest.reactions.deleteForPullRequestComment({ ...STORE, comment_id: comment.id, reaction_id: reaction.id });
  await bot.rest.pulls.deleteReviewComment({ ...STORE, comment_id: comment.id });
  await refused(bot.rest.pulls.createReview({ ...one, event: 'COMMENT', comments: [{ ...line, line: 29 }] }));
  await refused(bot.rest.pulls.createReviewComment({ ...one, ...line, line: 29, commit_id: small.pull.headSha }));
}

async function driveIssue(bot: Octokit, author: Octokit, maintainer: Octokit): Promise<void> {
  const one = { ...STORE, issue_number: 1 };
  await bot.rest.issues.get(one);
  const { data: comment } = await bot.rest.issues.createComment({ ...one, body: 'A draft' });
  await bot.rest.issues.listComments(one);
  await bot.rest.issues.listCommentsForRepo(STORE);
  await bot.rest.issues.getComment({ ...STORE, comment_id: comment.id });
  await author.rest.issues.updateComment({ ...STORE, comment_id: comment.id, body: 'An edited draft' });
  const { data: reaction } = await bot.rest.reactions.createForIssueComment({ ...STORE, comment_id: comment.id, content: '+1' });
  await bot.rest.reactions.createForIssueComment({ ...STORE, comment_id: comment.id, content: '+1' });
  await bot.rest.reactions.listForIssueComment({ ...STORE, comment_id: comment.id });
  await bot.rest.reactions.deleteForIssueComment({ ...STORE, comment_id: comment.id, reaction_id: reaction.id });
  await bot.rest.issues.deleteComment({ ...STORE, comment_id: comment.id });
  const { data: heart } = await bot.rest.reactions.createForIssue({ ...one, content: 'heart' });
  await bot.rest.reactions.listForIssue(one);
  await bot.rest.reactions.deleteForIssue({ ...one, reaction_id: heart.id });
  await author.rest.issues.addLabels({ ...one, labels: ['security'] });
  await bot.rest.issues.listLabelsForRepo(STORE);
  await bot.rest.issues.listLabelsOnIssue(one);
  await author.rest.issues.removeLabel({ ...one, name: 'security' });
  await refused(bot.rest.issues.createComment({ ...one, body: '' }));
  // An App is refused in a locked conversation, whatever it was granted.
  await maintainer.rest.issues.lock(one);
  await refused(bot.rest.issues.createComment({ ...one, body: 'A draft' }));
  await maintainer.rest.issues.unlock(one);
}

async function driveChecks(small: SmallSandbox, bot: Octokit, maintainer: Octokit): Promise<void> {
  const { headSha } = small.pull;
  const actions = [{ label: 'Try again', description: 'Scans once more', identifier: 'retry' }];
  const annotation = {
    path: 'src/new.py',
    start_line: 1,
    end_line: 1,
    annotation_level: 'failure',
    message: 'Bad',
    title: 'Rule',
  } as const;
  const { data: run } = await bot.rest.checks.create({
    ...STORE,
    name: 'a',
    head_sha: headSha,
    status: 'in_progress',
    external_id: 'x',
    actions,
  });
  const check_run_id = run.id;
  await bot.rest.checks.update({
    ...STORE,
    check_run_id,
    status: 'completed',
    conclusion: 'success',
    output: { title: 'Fine', summary: 'Nothing new', annotations: [annotation] },
  });
  await bot.rest.checks.get({ ...STORE, check_run_id });
  await bot.rest.checks.listAnnotations({ ...STORE, check_run_id });
  await maintainer.rest.checks.rerequestRun({ ...STORE, check_run_id });
  await bot.rest.checks.listForRef({ ...STORE, ref: headSha, check_name: 'a', app_id: small.app.appId });
  const check_suite_id = run.check_suite?.id ?? 0;
  await bot.rest.checks.getSuite({ ...STORE, check_suite_id });
  await bot.rest.checks.listForSuite({ ...STORE, check_suite_id });
  await bot.rest.checks.listSuitesForRef({ ...STORE, ref: headSha });
  await maintainer.rest.checks.rerequestSuite({ ...STORE, check_suite_id });
  const stored = small.world.records.checkRuns.get(check_run_id);
  if (stored) small.world.requestAction(small.maintainer, stored, 'retry');
}

async function driveCodeScanning(small: SmallSandbox, maintainer: Octokit): Promise<void> {
  const sarif = gzipSync(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'a' } }, results: [] }] })).toString('base64');
  const { data } = await maintainer.rest.codeScanning.uploadSarif({
    ...STORE,
    commit_sha: small.pull.headSha,
    ref: 'refs/pull/1/head',
    sarif,
  });
  await maintainer.rest.codeScanning.getSarif({ ...STORE, sarif_id: data.id ?? '' });
}

async function driveMerge(small: SmallSandbox, maintainer: Octokit): Promise<void> {
  await small.world.pushCommit(small.author, small.repository, {
    branch: 'second',
    from: 'main',
    message: 'Second',
    files: [{ path: 'b', content: 'b' }],
  });
  const second = { ...STORE, pull_number: 2 };
  await maintainer.rest.pulls.create({ ...STORE, title: 'Second', head: 'second', base: 'main' });
  await refused(maintainer.rest.pulls.merge(second));
  await refused(maintainer.rest.pulls.checkIfMerged(second));
  await maintainer.rest.pulls.merge({ ...STORE, pull_number: 1 });
  await maintainer.rest.pulls.checkIfMerged({ ...STORE, pull_number: 1 });
}

async function driveWebhooks(small: SmallSandbox): Promise<void> {
  const { world, repository, author, maintainer } = small;
  const pull = world.findPull(repository, 2);
  const first = world.findPull(repository, 1);
  if (!pull || !first) throw new Error('the pull requests are missing');
  await world.pushCommit(author, repository, { branch: 'second', message: 'More', files: [{ path: 'b', content: 'bb' }] });
  await world.editPull(author, pull, { draft: true, base: 'feature', title: 'Now' });
  await world.editPull(author, pull, { draft: false, base: 'main' });
  for (const thread of world.threadsOf(first)) {
    world.setThreadResolved(author, thread, true);
    world.setThreadResolved(author, thread, false);
  }
  await world.enqueue(maintainer, pull);
  await world.dequeue(maintainer, pull, 'dequeued');
  await world.pushBranch(author, repository, 'gone', pull.headSha);
  await world.pushBranch(author, repository, 'gone', null);
  world.changeInstalledRepositories(small.installation, { add: [repository] });
  world.changeInstalledRepositories(small.installation, { remove: [repository] });
}

/** Something GitHub refuses; the answer is what matters. */
async function refused(call: Promise<unknown>): Promise<void> {
  const failed = await call.then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error('the sandbox did not refuse');
}
