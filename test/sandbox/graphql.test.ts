import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '#sandbox/state/world.ts';
import type { SmallSandbox } from './small-sandbox.ts';
import { startSmallSandbox, STORE } from './small-sandbox.ts';

let small: SmallSandbox;
before(async () => {
  small = await startSmallSandbox();
  const lines = [3, 1, 4].map((line) => ({ path: 'src/cart.py', line, body: `at ${line}` }));
  await small.bot.rest.pulls.createReview({ ...STORE, pull_number: 1, event: 'COMMENT', body: 'b', comments: lines });
});
after(() => small.close());

const THREADS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      title
      author { login __typename }
      reviewThreads(first: 2, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved isOutdated path line resolvedBy { login } comments(first: 10) { nodes { databaseId body author { login __typename } } } }
      }
    }
  }
}`;

interface Threads {
  repository: {
    pullRequest: {
      title: string;
      author: { login: string };
      reviewThreads: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        nodes: {
          id: string;
          isResolved: boolean;
          line: number;
          resolvedBy: { login: string } | null;
          comments: { nodes: { body: string; author: { login: string } }[] };
        }[];
      };
    };
  };
}

const threads = async (cursor?: string): Promise<Threads['repository']['pullRequest']['reviewThreads']> => {
  const variables = { ...STORE, number: 1, ...(cursor === undefined ? {} : { after: cursor }) };
  return (await small.bot.graphql<Threads>(THREADS, variables)).repository.pullRequest.reviewThreads;
};

test('review threads come in pages, with their comments', async () => {
  const first = await threads();
  assert.deepEqual([first.totalCount, first.nodes.length, first.pageInfo.hasNextPage], [3, 2, true]);
  const second = await threads(first.pageInfo.endCursor);
  assert.deepEqual([second.nodes.length, second.pageInfo.hasNextPage], [1, false]);
  assert.deepEqual(
    [...first.nodes, ...second.nodes].map((thread) => [
      thread.line,
      thread.comments.nodes[0]?.body,
      thread.comments.nodes[0]?.author.login,
    ]),
    [
      [3, 'at 3', 'countersign'],
      [1, 'at 1', 'countersign'],
      [4, 'at 4', 'countersign'],
    ],
  );
});

test('a thread is resolved and reopened, each told once by webhook', async () => {
  const id = (await threads()).nodes[0]?.id ?? '';
  const change = (name: string): Promise<Record<string, { thread: { isResolved: boolean } }>> =>
    small.bot.graphql(
      `mutation ($id: ID!) { ${name}(input: { threadId: $id, clientMutationId: "m" }) { clientMutationId thread { isResolved } } }`,
      { id },
    );
  assert.equal((await change('resolveReviewThread'))['resolveReviewThread']?.thread.isResolved, true);
  assert.equal((await threads()).nodes[0]?.resolvedBy?.login, 'countersign');
  await change('resolveReviewThread');
  assert.equal((await change('unresolveReviewThread'))['unresolveReviewThread']?.thread.isResolved, false);
  const told = [...small.world.records.deliveries.values()]
    .filter((one) => one.event === 'pull_request_review_thread')
    .map((one) => one.action);
  assert.deepEqual(told, ['resolved', 'unresolved']);
});

test('who may not, gets an error of a type, and nothing changes', async () => {
  const id = (await threads()).nodes[0]?.id ?? '';
  const mutation = 'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id } } }';
  const typeOf = async (actor: Actor, threadId: string): Promise<string | undefined> => {
    try {
      await small.as(actor).graphql(mutation, { id: threadId });
      return 'done';
    } catch (error) {
      return (error as { errors?: { type?: string }[] }).errors?.[0]?.type;
    }
  };
  assert.equal(await typeOf(small.reader, id), 'FORBIDDEN');
  assert.equal(await typeOf(small.outsider, id), 'NOT_FOUND');
  assert.equal(await typeOf(small.maintainer, 'PRRT_none'), 'NOT_FOUND');
  assert.equal((await threads()).nodes[0]?.isResolved, false);
  const anonymous = await fetch(`${small.sandbox.url}/api/graphql`, { method: 'POST', body: '{"query":"{viewer{login}}"}' });
  assert.equal(anonymous.status, 401);
});

test("queries outside GitHub's schema, and broken ones, are answered with errors", async () => {
  const authorization = `token ${small.world.createPersonToken(small.author.user)}`;
  const post = async (body: string): Promise<{ status: number; errors: { message: string }[] | undefined }> => {
    const response = await fetch(`${small.sandbox.url}/api/graphql`, { method: 'POST', body, headers: { authorization } });
    return { status: response.status, errors: ((await response.json()) as { errors?: { message: string }[] }).errors };
  };
  assert.match((await post('{"query":"{ noSuchField }"}')).errors?.[0]?.message ?? '', /Cannot query field/);
  assert.match((await post('{"query":"{"}')).errors?.[0]?.message ?? '', /Syntax Error/);
  for (const body of ['', 'null', '[]', '{"query":5}']) assert.equal((await post(body)).status, 400);
});
