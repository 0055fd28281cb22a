/** Where the sandbox knowingly differs from GitHub's published schemas, and why. Everything else must fit. */
export interface Deviation {
  /** `METHOD /path status`, or `webhook event.action`. */
  readonly where: string;
  /** JSON pointer of the mistake, as a pattern. */
  readonly at: RegExp;
  readonly reason: string;
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    where: 'GET /app/installations 200',
    at: /^\/\d+\/account$/,
    reason:
      'The document asks an account to be a user and an enterprise at once (allOf); the same object of GET /app/installations/{id} says anyOf.',
  },
  {
    where: 'GET /repos/{owner}/{repo}/contents 200',
    at: /^$/,
    reason: 'The root folder has no route of its own in the document; GitHub answers it like `contents/{path}` of a folder.',
  },
  {
    where: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/merge 404',
    at: /^$/,
    reason: 'The document gives this 404 no body; GitHub sends its usual one.',
  },
  {
    where: 'webhook check_suite.rerequested',
    at: /^\/check_suite\/app\/events\/\d+$/,
    reason: 'The list of event names in this one schema is older than `merge_group`.',
  },
];
