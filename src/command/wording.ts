/** All that the App answers to commands. */
import type { Verb } from './parse-command.ts';
import type { StatusFacts } from './ports.ts';

const help: Readonly<Record<Verb, string>> = {
  help: 'this list',
  status: 'what was drafted, reviewed and scanned on the newest commit, and what was not',
  accept: 'write the draft (with your edits) into the description',
  retry: 'draft, review and scan the newest commit again',
};

export function helpText(allowed: readonly Verb[]): string {
  const rows = allowed.map((verb) => `- \`/ai ${verb}\`: ${help[verb]}`);
  return [
    'What you can ask here, on the first line of a comment:',
    '',
    ...rows,
    '',
    'The draft can also be edited in place and accepted with its box. Nothing is written into the description before a person accepts it.',
  ].join('\n');
}

export function unknownText(word: string, nearest: Verb | undefined): string {
  const shown = word.replaceAll(/[^ -~]|[`<>@#\\]/gu, '?');
  return [
    `There is no command \`/ai ${shown}\`. Nothing was done.`,
    nearest === undefined ? 'See `/ai help`.' : `Did you mean \`/ai ${nearest}\`? It takes nothing after its name.`,
  ].join(' ');
}

export function deniedText(verb: Verb): string {
  return `\`/ai ${verb}\` is for the author of this pull request and for people who may write to the repository. Nothing was done.`;
}

export const permissionUnknownText = 'GitHub did not tell what you may do here, so nothing was done. Please ask again in a minute.';
export const closedText = 'This pull request is closed, so nothing was done. Reopen it and ask again.';
export const retriedText = 'Draft, review and security scan run again on the newest commit. The checks below show how it goes.';
export const acceptedText = 'The draft now stands in the description.';

const heldReasons: Readonly<Record<string, string>> = {
  'no-draft': 'There is no draft to accept here. `/ai retry` makes one.',
  'not-permitted': deniedText('accept'),
  closed: closedText,
};

export function acceptanceHeldText(reason: string): string {
  return heldReasons[reason] ?? 'The draft could not be accepted. Nothing was done.';
}

const stateWords: Readonly<Record<string, string>> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed; `/ai retry` tries again',
};

export function statusText(facts: StatusFacts): string {
  const row = (part: string, words: string): string => `| ${part} | ${words} |`;
  const work = (kind: string): string => {
    const found = facts.work.find((state) => state.kind === kind);
    return found === undefined ? 'not asked for yet' : (stateWords[found.state] ?? found.state);
  };
  const onHead = (run: StatusFacts['gate'], kind: string): string =>
    run === undefined
      ? work(kind)
      : run.headSha === facts.headSha
        ? `${run.conclusion} on this commit (${work(kind)})`
        : `${run.conclusion} on ${run.headSha.slice(0, 8)}, not yet on this commit (${work(kind)})`;
  return [
    `Newest commit: ${facts.headSha.slice(0, 8)}`,
    '',
    '| part | state |',
    '|---|---|',
    row('draft', `${facts.draftState ?? 'none yet'} (${work('summary')})`),
    row('review', onHead(facts.review, 'review')),
    row('security', onHead(facts.gate, 'gate')),
    row('model', facts.model ?? 'none configured: drafts come from rules, nothing is reviewed'),
    '',
    'What was not reviewed or not scanned is listed, with the reason, in the checks.',
  ].join('\n');
}
