/** Small payloads with only the fields that are read. */
export const pullRequestPayload = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  action: 'opened',
  number: 7,
  pull_request: {
    id: 70,
    number: 7,
    state: 'open',
    merged: false,
    head: { sha: 'a'.repeat(40) },
    base: { ref: 'main', sha: 'b'.repeat(40) },
  },
  repository: { id: 3, name: 'orders', owner: { login: 'shop' } },
  installation: { id: 5 },
  sender: { id: 11, login: 'ada', type: 'User' },
  ...changes,
});

export const commentPayload = (body: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  action: 'created',
  issue: { number: 7, state: 'open', locked: false, pull_request: {}, user: { id: 11 } },
  comment: {
    id: 900,
    body,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    user: { id: 11, login: 'ada', type: 'User' },
    performed_via_github_app: null,
  },
  repository: { id: 3, name: 'orders', owner: { login: 'shop' } },
  installation: { id: 5 },
  sender: { id: 11, login: 'ada', type: 'User' },
  ...changes,
});
