/** All that the command line says to people. */

export const overallUsage = `usage: countersign <verb> [options]

  doctor   check this machine and its settings, with what to do about each mistake
  review   summary, security gate and review of a local git repository, without GitHub
  scan     the security gate alone, over a folder or a range of commits
  index    make or refresh the code index of a local git repository
  ask      answer a question from the code of a local git repository, every claim with the lines that prove it
  notes    release notes of a range of commits of a local git repository
  audit    check that nobody changed the audit log
  eval     measure the review on cases with known defects, prompts or models side by side
  demo     the whole App on this machine, on sample pull requests or your own repository

countersign <verb> --help tells the options of a verb.
`;

export const doctorUsage = `usage: countersign doctor [--json]

Checks the settings (environment, .env), Node, git, the scanner, the database, Redis, the GitHub App and the model server,
as far as they are configured. Every line is ok, warn or fail. Nothing secret is shown. Exit code 1 when a line fails.
  --json   one JSON document: {ok, checks: [{name, state, message, todo}]}
`;

export const reviewUsage = `usage: countersign review [--repo PATH] [--base NAME] [--head NAME] [--summary model|rules]
                          [--fail-on error|warning|never] [--json | --markdown | --sarif]

Looks at what a branch changes, as the App looks at a pull request: a summary, new security findings, and, with MODEL_BASE_URL
set, a model's review. The repository is only read, and no code in it is run. Committed changes only.
  --repo PATH      the repository (default: where you are)
  --base NAME      branch, tag or commit to compare with (default: the repository's default branch)
  --head NAME      branch, tag or commit to look at (default: what is checked out)
  --summary WHAT   who writes the summary: the model when there is one (default), or rules alone, which takes no time
  --fail-on WHAT   exit code 1 on new findings of this severity or above (default: error); a file that could not be scanned
                   counts as a failure, too
  --json           one JSON document on standard output, progress on standard error
  --markdown       the same as Markdown, with the security check as the pull request would show it
  --sarif          the security findings and the review's comments as a SARIF 2.1.0 log
Exit codes: 0 nothing that fails, 1 something that fails, 2 wrong usage or not done.
`;

export const scanUsage = `usage: countersign scan [PATH] [--base NAME] [--head NAME] [--fail-on error|warning|info|never] [--json | --sarif]

Scans with the rules and the search for secrets that the App uses. PATH is a folder (default: where you are); everything in it
counts as new. With --base, PATH is a git repository, and what a branch adds to the base is looked at, committed changes only.
Nothing is written there, and no code in it is run.
  --base NAME      branch, tag or commit to compare with
  --head NAME      branch, tag or commit to look at (default: what is checked out)
  --fail-on WHAT   exit code 1 on findings of this severity or above (default: block_at of policies/default.yml); a file that
                   could not be scanned counts as a failure, too
  --json           one JSON document on standard output, progress on standard error
  --sarif          the same as a SARIF 2.1.0 log
Exit codes: 0 nothing that fails, 1 something that fails, 2 wrong usage or not done.
`;

export const auditUsage = `usage: countersign audit verify [--json]

Computes the hash of every row of the audit log again, over the database of this machine's settings. Finds rows that were
changed, put in or taken out; the loss of the newest rows only a copy of the last hash kept elsewhere can show.
Exit codes: 0 whole, 1 broken, 2 wrong usage or not done.
`;

export const noDemo = 'The demo is not part of this installation (sandbox/ is missing). Run it from a clone of the project.';
export const interrupted = 'Stopped.';

export function unknownVerb(verb: string, near: readonly string[]): string {
  return `countersign does not know "${verb}".${didYouMean(near)}\n\n${overallUsage}`;
}

export function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}

export function misused(problems: readonly string[], usage: string): string {
  return `${problems.join('\n')}\n\n${usage}`;
}

export function unknownOption(name: string): string {
  return `The option ${name} is not known.`;
}

export function unexpectedArgument(value: string): string {
  return `"${value}" was not expected.`;
}

export const doctorWording = {
  settingsGood: 'complete',
  settingsTodo: 'Correct it in .env or the environment, then run this again.',
  unregistered: 'No GitHub App is set (APP_ID, PRIVATE_KEY, WEBHOOK_SECRET). The review of local repositories and the demo work without.',
  registerTodo: 'npm start -- --register',
  oldNode: (version: string) => `Node ${version} is too old: Countersign needs 24.`,
  nodeTodo: 'Start it as `npx countersign doctor` or `node bin/countersign.mjs doctor`, which bring Node 24.',
  oldGit: (version: string, oldest: string) => `git ${version} is too old: ${oldest} or newer is needed.`,
  gitTodo: 'Install a newer git (Debian: apt-get install git).',
  scannerGood: (version: string, packs: readonly { readonly path: string; readonly digest: string; readonly ruleCount: number }[]) =>
    `Semgrep's engine ${version}, self-test passed with ${packs.map(({ path, digest, ruleCount }) => `${ruleCount} rules of ${path} (sha256:${digest})`).join(', ')}`,
  rulesTodo: 'Correct the rules, or `gate.rules` in policies/default.yml. A running App goes on with the last good ones.',
  scannerTodo: 'node setup/ensure-ready.mjs --only=semgrep',
  databaseGood: (version: string) => `PostgreSQL ${version} at DATABASE_URL answers`,
  noDatabase: (reason: string) => `The server at DATABASE_URL does not answer as it should: ${reason}`,
  databaseTodo: 'Check that the server runs, that this machine reaches it, and name, account and password in DATABASE_URL.',
  embeddedGood: (version: string) => `embedded PostgreSQL ${version} starts and answers`,
  embeddedTodo: 'Make room and rights in COUNTERSIGN_DATA, or set DATABASE_URL to a PostgreSQL server.',
  databaseInUseTodo: 'If that is the running App, all is well: GET /readyz tells whether its database answers.',
  redisGood: 'answers, and evicts nothing',
  redisTodo: 'Check that Redis runs and REDIS_URL; or unset it: the queue then uses PostgreSQL.',
  qdrantGood: (version: string) => `Qdrant ${version} answers and takes the key`,
  qdrantOpen: (version: string) => `Qdrant ${version} answers, and its key and the index travel unencrypted`,
  qdrantOpenTodo: 'Give Qdrant a certificate and let QDRANT_URL begin with https, or keep both in one closed network.',
  qdrantTodo: 'Check that Qdrant runs, QDRANT_URL and QDRANT_API_KEY; or unset them: the code index then uses PostgreSQL.',
  embeddingGood: (name: string, dimension: number) => `${name} answers with vectors of ${dimension} numbers`,
  embeddingTodo: 'Or unset EMBEDDING_BASE_URL and EMBEDDING_MODEL: code is then searched by words alone.',
  appGood: (slug: string, id: number, url: string, installations: number | undefined) =>
    `${slug} (App ${id}) on ${url}${installations === undefined ? '' : `, installed ${installations === 1 ? 'once' : `${installations} times`}`}`,
  unknownApp: (id: number, url: string) => `${url} does not know App ${id} by this private key.`,
  appTodo: "Compare APP_ID with the App's settings page, make a new private key there, and check GHE_HOST and this machine's clock.",
  noGitHub: (url: string, reason: string) => `${url} could not be asked: ${reason}`,
  noGitHubTodo: 'Check the network and proxy of this machine, and GHE_HOST.',
  appLacks: (slug: string, missing: readonly string[]) => `${slug} lacks ${missing.join(', ')}.`,
  appLacksTodo: 'Add it on the App\'s settings page under "Permissions & events", then accept the change where the App is installed.',
  notInstalled: (slug: string) => `${slug} is known, but installed nowhere.`,
  installTodo: (url: string) => `${url}/installations/new`,
  noModelServer: (host: string, label: string | undefined) =>
    `No OpenAI-compatible server answers at ${host} (${label === undefined ? 'MODEL_BASE_URL' : `endpoint ${label} of policies/models.yml`}), or it refuses the key.`,
  modelServerTodo: (label: string | undefined) =>
    `Check that it runs, that ${label === undefined ? 'MODEL_BASE_URL ends in /v1, and MODEL_API_KEY' : 'its base_url ends in /v1, and its api_key_file'}. ${label === undefined ? 'Without it nothing is reviewed' : 'The next endpoint in the order of a task is asked instead'}; the gate does not need it.`,
  modelsFileTodo: 'Mend policies/models.yml. The App does not start with it as it is.',
  noSuchModel: (name: string) => (name === '' ? 'The model server lists no model.' : `The model server has no model called ${name}.`),
  modelTodo: (near: readonly string[], all: readonly string[], label: string | undefined) =>
    all.length === 0
      ? 'Load a model there.'
      : `Set ${label === undefined ? 'MODEL_NAME' : `\`model\` of the endpoint ${label}`} to ${(near.length === 0 ? all : near).join(' or ')}.`,
  smallModelTodo: 'Start the server with a larger context (vLLM: --max-model-len, llama.cpp: -c).',
  modelGood: (name: string, host: string, label: string | undefined) => `${label === undefined ? '' : `${label}: `}${name} at ${host}`,
} as const;

export const reviewWording = {
  repoNeedsFolder: '--repo needs a folder.',
  badFailOn: '--fail-on must be error, warning or never.',
  oneForm: '--json, --markdown and --sarif are forms of the same answer: give one of them.',
  badSummary: '--summary must be model or rules.',
  notOpened: {
    'no-folder': (path: string) => `There is no folder ${path}. Give the repository with --repo.`,
    'no-repository': (path: string) => `${path} is not in a git repository. Give one with --repo.`,
    'no-commits': (path: string) => `The repository at ${path} has no commits yet. Commit something first.`,
    sha256: (path: string) => `The repository at ${path} uses SHA-256 object names, which are not supported yet.`,
  },
  badSettings: (problems: readonly string[]) =>
    ['Nothing was looked at. Correct these settings (environment or .env):', ...problems.map((problem) => `  - ${problem}`)].join('\n'),
  noCommit: (option: string, name: string, near: readonly string[]) =>
    `${option} ${name}: there is no such branch, tag or commit.${didYouMean(near)}`,
  noBase: 'The default branch is not known. Name what to compare with: --base NAME.',
  sameCommit: (head: string, base: string) =>
    `${head} is at the same commit as ${base}: there is nothing to look at. Name what to compare with, such as --base HEAD~1.`,
  scanning: (files: number) => `Scanning ${files} changed ${files === 1 ? 'file' : 'files'} …`,
  asking: (model: string) => `Asking ${model} …`,
  notDecided: 'the scan was called off',
  notDone: (reason: string) => `Not done: ${reason}`,
  heading: (head: string, base: string, files: number, commits: number) =>
    `${head} against ${base}: ${files} changed ${files === 1 ? 'file' : 'files'} in ${commits} ${commits === 1 ? 'commit' : 'commits'}`,
  nothingChanged: 'Nothing changed.',
  securityHeading: 'Security',
  reviewHeading: 'Review',
  commentRule: 'A comment of the review. It may be wrong; a person decides.',
  blocks: ', blocks',
  fix: (text: string) => `How to fix: ${text}`,
  flow: (lines: readonly number[]) => `Flow: line ${lines.join(' → line ')}`,
  unchecked: (path: string, reason: string) => `${path}: could not be checked: ${reason}`,
} as const;

export const scanWording = {
  needsFolder: 'PATH must name a folder.',
  badFailOn: '--fail-on must be error, warning, info or never.',
  oneForm: '--json and --sarif are two forms of the same answer: give one of them.',
  notOpened: {
    'no-folder': (path: string) => `There is no folder ${path}.`,
    'no-repository': (path: string) => `${path} is not in a git repository. Without --base and --head a plain folder will do.`,
    'no-commits': (path: string) =>
      `The repository at ${path} has no commits yet. Commit something first, or leave --base and --head away.`,
    sha256: (path: string) => `The repository at ${path} uses SHA-256 object names, which are not supported yet.`,
  },
  folder: (path: string, files: number) => `${path}: ${files} ${files === 1 ? 'file' : 'files'}`,
  progress: (done: number, all: number) => `Scanning: ${done} of ${all} contents done …`,
  leftOut: 'not part of the code, left out',
  more: (hidden: number) => `… and ${hidden} more`,
  extent: (facts: {
    readonly blocking: number;
    readonly advisory: number;
    readonly unchecked: number;
    readonly scanned: number;
    readonly outside: number;
    readonly rules: number;
    readonly known: number | undefined;
  }) =>
    [
      `${plural(facts.blocking, 'finding')} that ${facts.blocking === 1 ? 'fails' : 'fail'}, ${facts.advisory} worth a look`,
      `${plural(facts.unchecked, 'file')} that could not be checked`,
      `${plural(facts.scanned, 'file')} scanned with ${plural(facts.rules, 'rule')}, ${facts.outside} outside the rules`,
      ...(facts.known === undefined ? [] : [`${plural(facts.known, 'finding')} there before`]),
    ].join('; '),
} as const;

export const auditWording = {
  needsVerify: 'Say what to do: countersign audit verify.',
  whole: (rows: number) => `The audit log is whole: ${plural(rows, 'row')}.`,
  broken: (id: number, reason: string) =>
    `The audit log is broken at row ${id}: ${reason}. Nothing was changed. Keep a copy of the database, and compare it with a backup.`,
  inUse: (reason: string) => `Not done: ${reason} Stop the App first, or set DATABASE_URL.`,
} as const;

function plural(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what.endsWith('y') ? `${what.slice(0, -1)}ie` : what}s`;
}

export const mergeRulesWording = {
  good: (check: string, count: number) =>
    `${check} is required, from this App alone, on the default branch of ${plural(count, 'repository')}`,
  notRequired: (check: string, names: readonly string[]) =>
    `${check} is not required on the default branch of ${some(names)}: it warns there, and stops nothing.`,
  notRequiredTodo: (check: string) => `Add ${check} to the branch's required status checks, with this App as its source.`,
  anySource: (check: string, names: readonly string[]) =>
    `${check} is required on ${some(names)}, but from any source: whoever may write there can report it as passed.`,
  anySourceTodo: (check: string) =>
    `In the branch's required status checks choose this App as the source of ${check} instead of "any source".`,
  unreadable: (reason: string) => `Whether merges wait for the security check could not be read: ${reason}`,
  unreadableTodo: 'Try again; look at the branch protection of your repositories meanwhile.',
} as const;

function some(names: readonly string[]): string {
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
