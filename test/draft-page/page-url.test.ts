import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftPageUrl } from '#workers/draft/draft-page-url.ts';

test('drafts link their page only where the link leads somewhere', () => {
  const signIn = { clientId: 'x', clientSecret: 'y' };
  const hub = { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' };
  const here = { webUrl: 'http://127.0.0.1:4600', apiUrl: 'http://127.0.0.1:4600/api/v3' };
  const pull = { owner: 'a b', repo: 'r', number: 3 };
  assert.equal(draftPageUrl({ publicUrl: 'https://c.example', signIn, github: hub }, pull), 'https://c.example/drafts/a%20b/r/3');
  assert.equal(draftPageUrl({ publicUrl: 'http://127.0.0.1:3000', signIn, github: hub }, pull), undefined);
  assert.equal(draftPageUrl({ publicUrl: 'http://127.0.0.1:3000', signIn, github: here }, pull), 'http://127.0.0.1:3000/drafts/a%20b/r/3');
  assert.equal(draftPageUrl({ publicUrl: 'https://c.example', signIn: undefined, github: hub }, pull), undefined);
});
