/** Joins the operations to one world. */
import { resolveCommit } from '#sandbox/git/refs.ts';
import { listRefs } from '#sandbox/git/refs.ts';
import { createWebhooks } from '#sandbox/webhooks/create-webhooks.ts';
import { createSender } from '#sandbox/webhooks/send-deliveries.ts';
import { addApp, offerApp, takeOffer } from './app-registration.ts';
import { requestAction, rerequestRun, rerequestSuite, setStatus } from './check-requests.ts';
import { checkRunsOf, checkSuitesOf, createCheckRun, updateCheckRun } from './checks.ts';
import { comment, commentsOf, deleteComment, editComment, mayEdit } from './comments.ts';
import { changedFiles, commitsOf } from './comparisons.ts';
import type { Core } from './core.ts';
import { findPull, ownerOf, repositoryOf } from './core.ts';
import { changeInstalledRepositories, install, uninstall } from './installations.ts';
import { dequeue, enqueue, groupDecision, mergeGroupsOf, queueAfter, waitingGroup } from './merge-queue.ts';
import { merge, mergeDecision } from './merging.ts';
import { createPersonToken, createUser, findUser, permissionOf, person } from './people.ts';
import { addLabels, editPull, openPullRequest, prepareCommit, pushPrepared, removeLabel } from './pulls.ts';
import { headsMoved, pushBranch, pushCommit } from './pushes.ts';
import { react, reactionsOf, unreact } from './reactions.ts';
import { emptyRecords } from './records.ts';
import { addRuleset, createLabel, createRepository, findRepository, protectBranch } from './repositories.ts';
import {
  deleteReviewComment,
  editReviewComment,
  replyToReviewComment,
  reviewCommentsOf,
  setThreadResolved,
  threadsOf,
} from './review-threads.ts';
import { review, reviewsOf, singleComment, submitReview } from './reviews.ts';
import type { World } from './world.ts';

export interface WorldOptions {
  /** Folder for the bare repositories. */
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly webhookTimeoutMs: number;
}

export interface WorldHandle {
  readonly world: World;
  readonly core: Core;
  /** Told once the server listens. */
  setUrl(url: string): void;
  close(): void;
}

export function createWorld(options: WorldOptions): WorldHandle {
  let lastId = 1000;
  let url = 'http://localhost';
  const sender = createSender({ timeoutMs: options.webhookTimeoutMs });
  const exclusively = createTurns();
  const core: Core = {
    records: emptyRecords(),
    dataFolder: options.dataFolder,
    get url() {
      return url;
    },
    now: options.now,
    nextId: () => (lastId += 1),
    emit: (event) => {
      webhooks.emit(event);
      const next = queueAfter(core, event);
      // A queue that cannot go on waits: its page says for what.
      if (next) exclusively(next).catch(() => undefined);
    },
  };
  const webhooks = createWebhooks(core, sender);
  const bind =
    <A extends readonly unknown[], R>(operation: (core: Core, ...rest: A) => R) =>
    (...rest: A): R =>
      operation(core, ...rest);
  const inTurn =
    <A extends readonly unknown[], R>(operation: (core: Core, ...rest: A) => Promise<R>) =>
    (...rest: A): Promise<R> =>
      exclusively(() => operation(core, ...rest));
  const world: World = {
    records: core.records,
    get url() {
      return url;
    },
    now: options.now,
    createUser: bind(createUser),
    createPersonToken: bind(createPersonToken),
    person: bind(person),
    findUser: bind(findUser),
    createRepository: bind(createRepository),
    findRepository: bind(findRepository),
    ownerOf: bind(ownerOf),
    setPermission: (repository, user, permission) => void repository.permissions.set(user.id, permission),
    permissionOf,
    createLabel: bind(createLabel),
    protectBranch,
    addRuleset: bind(addRuleset),
    addApp: bind(addApp),
    offerApp: bind(offerApp),
    takeOffer: bind(takeOffer),
    install: bind(install),
    uninstall: bind(uninstall),
    changeInstalledRepositories: bind(changeInstalledRepositories),
    resolveCommit: (repository, ref) => resolveCommit(repository.gitFolder, ref, repository.defaultBranch),
    branches: async (repository) =>
      [...(await listRefs(repository.gitFolder, 'refs/heads/'))].map(([ref, sha]) => ({ name: ref.slice('refs/heads/'.length), sha })),
    pushCommit: inTurn(pushCommit),
    pushBranch: inTurn(pushBranch),
    headsMoved: bind(headsMoved),
    changedFiles: bind(changedFiles),
    commitsOf: bind(commitsOf),
    repositoryOf: bind(repositoryOf),
    findPull: bind(findPull),
    pullsOf: (repository) => [...core.records.pulls.values()].filter((pull) => pull.repositoryId === repository.id),
    openPullRequest: inTurn(openPullRequest),
    editPull: inTurn(editPull),
    addLabels: bind(addLabels),
    removeLabel: bind(removeLabel),
    prepareCommit: inTurn(prepareCommit),
    pushPrepared: inTurn(pushPrepared),
    mergeDecision: bind(mergeDecision),
    merge: inTurn(merge),
    enqueue: inTurn(enqueue),
    dequeue: inTurn(dequeue),
    mergeGroupsOf: bind(mergeGroupsOf),
    waitingGroup: bind(waitingGroup),
    groupDecision: bind(groupDecision),
    commentsOf: bind(commentsOf),
    comment: bind(comment),
    mayEdit: bind(mayEdit),
    editComment: bind(editComment),
    deleteComment: bind(deleteComment),
    reviewsOf: bind(reviewsOf),
    reviewCommentsOf: bind(reviewCommentsOf),
    threadsOf: bind(threadsOf),
    review: bind(review),
    commentOnLine: bind(singleComment),
    submitReview: bind(submitReview),
    replyToReviewComment: bind(replyToReviewComment),
    editReviewComment: bind(editReviewComment),
    deleteReviewComment: bind(deleteReviewComment),
    setThreadResolved: bind(setThreadResolved),
    react: bind(react),
    unreact: bind(unreact),
    reactionsOf: bind(reactionsOf),
    createCheckRun: bind(createCheckRun),
    updateCheckRun: bind(updateCheckRun),
    checkRunsOf: bind(checkRunsOf),
    checkSuitesOf: bind(checkSuitesOf),
    rerequestRun: bind(rerequestRun),
    rerequestSuite: bind(rerequestSuite),
    requestAction: bind(requestAction),
    setStatus: bind(setStatus),
    exclusively,
    deliveriesSettled: () => sender.settled(),
    redeliver: (deliveryId) => webhooks.redeliver(deliveryId),
  };
  return { world, core, setUrl: (given) => void (url = given), close: () => sender.close() };
}

/** Work that moves branches takes turns; a failure is its own caller's alone. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
