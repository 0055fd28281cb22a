/** All that the demo says to people. */
import { visibleText } from './visible-text.ts';

export const usage = `usage: npm run demo -- [options]

Starts a sandbox GitHub and the real App on this machine, opens pull requests, and tells what happens to each.
Stays up until Ctrl-C, with pages to click through.

  --repo PATH        use this local git repository instead of the samples; it is only read
  --base BRANCH      with --repo: branch to merge into (default: the repository's main branch)
  --head BRANCH      with --repo: branch with the changes (default: the branch that is checked out)
  --model-url URL    an OpenAI-compatible server for drafts and review, for example http://127.0.0.1:8080/v1
  --model NAME       with --model-url: the model to ask for
  --port N           port of the sandbox's pages (default: 4600, or any other when it is taken)
  --once             end after the main job; exit 0 only if every expected effect was observed
  --json             print one JSON document on stdout; progress goes to stderr (use: npm run --silent demo -- --json)
  --time-limit S     seconds that the main job may take (default 300, with a model 3600)
  --help             this text
`;

export const unreadableOptions = 'The options could not be read.';

export function invalidOptions(problems: readonly string[]): string {
  return `${problems.map((problem) => `demo: ${problem}`).join('\n')}\nSee: npm run demo -- --help\n`;
}

export const startingSandbox = 'starting the sandbox GitHub …';
export const buildingSamples = 'building the sample repositories …';
export const startingApp = 'starting the App (database, queue, scanner) …';

export function cloning(path: string): string {
  return `copying ${visibleText(path)} (it is only read) …`;
}

export function ready(seconds: number): string {
  return `the App is ready after ${seconds.toFixed(1)} s`;
}

export function sandboxAt(url: string): string {
  return `sandbox GitHub: ${url}`;
}

export function opened(label: string, title: string, url: string): string {
  return `${label}  opened: ${visibleText(title)}\n${' '.repeat(label.length)}  ${url}`;
}

export function headMoved(sha: string): string {
  return `new head ${sha.slice(0, 8)}`;
}

export function draftPosted(seconds: number): string {
  return `draft posted after ${seconds.toFixed(1)} s`;
}

export const draftChanged = 'draft changed';

export function checkEnded(name: string, conclusion: string, title: string, places: readonly string[], seconds: number): string {
  const lines = [...new Set(places)];
  const shown = lines.slice(0, 5).map(visibleText).join(', ');
  const more = lines.length > 5 ? ` and ${lines.length - 5} more` : '';
  const count = places.length === 0 ? '' : `, ${places.length} annotation${places.length === 1 ? '' : 's'}: ${shown}${more}`;
  const reason = title === '' || places.length > 0 ? '' : ` "${visibleText(title)}"`;
  return `${name}: ${conclusion}${reason}${count} (${seconds.toFixed(1)} s)`;
}

export function reviewComments(comments: readonly { readonly path: string; readonly line: number | null }[]): string {
  const places = comments.map((comment) => `${visibleText(comment.path)}:${comment.line ?? '?'}`).join(', ');
  return `${comments.length} review comment${comments.length === 1 ? '' : 's'}: ${places}`;
}

export const mergeAllowed = 'merge: allowed';

export function mergeBlocked(reasons: readonly string[]): string {
  return `merge: blocked. ${reasons.map(visibleText).join(' ')}`;
}

export function allObserved(pulls: number, seconds: number): string {
  return `\nEvery expected effect was observed on ${pulls} pull request${pulls === 1 ? '' : 's'} (${seconds.toFixed(1)} s).`;
}

export function notObserved(missing: readonly { readonly label: string; readonly faults: readonly string[] }[], log: string): string {
  const width = Math.max(...missing.map(({ label }) => label.length));
  const rows = missing.flatMap(({ label, faults }) =>
    faults.map((fault, index) => `  ${(index === 0 ? label : '').padEnd(width)}  ${visibleText(fault)}`),
  );
  const told = `\nThe App's log: ${log}`;
  if (missing.length === 0) return `\nNot every pull request could be opened in time.${told}`;
  return `\nNot everything that was expected was observed:\n${rows.join('\n')}${told}`;
}

export function timeIsUp(seconds: number): string {
  return `\nThe time limit of ${seconds} s is over. A longer one: --time-limit SECONDS.`;
}

export function stayingUp(url: string): string {
  return `\nLook at the pull requests: ${url}\nCtrl-C ends everything.`;
}

export const neverSeen = 'was never seen';

export const stopping = '\nstopping the App and the sandbox …';
export const stopped = 'stopped; nothing is left running.';

export function appEnded(how: string, log: string, lastLines: readonly string[]): string {
  const said = lastLines.length === 0 ? '  (it said nothing)' : lastLines.map((line) => `  ${visibleText(line)}`).join('\n');
  return `The App ended unexpectedly (${how}). Its last words:\n${said}\nThe whole log: ${log}\nThe demo was stopped; nothing of yours was touched. Repair what the log names, then run the same command again.`;
}

export function appNotReady(seconds: number, reason: string, log: string, lastLines: readonly string[]): string {
  const said = lastLines.map((line) => `  ${visibleText(line)}`).join('\n');
  return `The App was not ready after ${seconds} s (${visibleText(reason)}). Its last words:\n${said}\nThe whole log: ${log}\nOn a busy machine, wait until it is quieter and run the same command again.`;
}

export function alreadyRunning(pid: number, lock: string): string {
  return `A demo is already running (process ${pid}) and uses the same folder. Stop it with Ctrl-C in its terminal, or give this one another folder: COUNTERSIGN_DATA=/another/folder npm run demo. (${lock})`;
}

export function portTaken(port: number): string {
  return `Port ${port} is taken by another program. Nothing was started. Choose another one: npm run demo -- --port ${port === 65_535 ? 4601 : port + 1}`;
}

export function portForbidden(port: number): string {
  return `Port ${port} may only be opened by an administrator. Choose one above 1023: npm run demo -- --port 4600`;
}

export function diskFull(folder: string): string {
  return `The disk is full (${folder}). The demo was stopped and can be started again once there is space: it needs about 200 MB.`;
}

export function notWritable(folder: string): string {
  return `${folder} cannot be written. Give the demo another folder: COUNTERSIGN_DATA=/another/folder npm run demo`;
}

export const git = {
  missing: 'git could not be started. Install it (for example: apt-get install git), then run the same command again.',
  notAFolder: (path: string) => `--repo: ${visibleText(path)} is not a folder that can be read. Give the path of a local git repository.`,
  notARepository: (path: string) =>
    `--repo: ${visibleText(path)} is not a git repository. Give the folder in which you would run git status.`,
  noCommits: (path: string) => `--repo: ${visibleText(path)} has no commits yet. Commit something on two branches, then try again.`,
  noBranch: (option: string, name: string, near: readonly string[]) =>
    `${option}: there is no branch ${visibleText(name)}.${near.length === 0 ? '' : ` Did you mean: ${near.map(visibleText).join(', ')}?`}`,
  noDefault: (option: string, names: readonly string[]) =>
    `${option} is needed here: the branch could not be guessed. There are: ${names.map(visibleText).join(', ')}.`,
  sameBranch: (name: string) => `Head and base are both ${visibleText(name)}. Name the branch with the changes: --head BRANCH.`,
  nothingNew: (head: string, base: string) =>
    `${visibleText(head)} has no commits that ${visibleText(base)} lacks, so there is nothing to look at. Choose other branches.`,
  unrelated: (head: string, base: string, shallow: boolean) =>
    `${visibleText(head)} and ${visibleText(base)} have no common ancestor.${shallow ? ' The repository is a shallow clone; get the rest with: git fetch --unshallow' : ' Choose other branches.'}`,
  unreadable: (path: string, reason: string) => `${visibleText(path)} could not be copied: ${visibleText(reason)}`,
};
