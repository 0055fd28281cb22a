/** What the command line says about the code index and about answers. */
import { linesOf } from '#src/ask/wording.ts';
import type { Spot } from '#src/ask/source.ts';
import { showHiddenCharacters } from '#src/untrusted/hidden-characters.ts';

export const indexUsage = `usage: countersign index [PATH] [--head NAME] [--json]
       countersign index --pause|--resume OWNER/REPO

Makes the code index of a local git repository, or brings it up to date: only what changed since is read. PATH is the repository
or a folder in it (default: where you are). Committed files only; the repository is not written to. The index is kept in
COUNTERSIGN_DATA (or DATABASE_URL, and QDRANT_URL for the chunks), and continues where an earlier run was stopped.
  --head NAME   branch, tag or commit to index (default: what is checked out)
  --pause NAME  the App stops indexing this repository, and answers from the last complete commit
  --resume NAME the App goes on where the pause came
  --json        one JSON document on standard output, progress on standard error
Exit codes: 0 done, 2 wrong usage or not done.
`;

export const askUsage = `usage: countersign ask QUESTION [--repo PATH] [--head NAME] [--json]

Answers from the code and documentation of a local git repository, after bringing its index up to date. Every claim names the
lines that prove it; what no quote proves is cut. Without MODEL_BASE_URL the nearest places are named. When the repository has
nothing on the question, that is said.
  --repo PATH   the repository (default: where you are)
  --head NAME   branch, tag or commit to look in (default: what is checked out)
  --json        one JSON document on standard output, progress on standard error
Exit codes: 0 answered or places named, 1 not known, 2 wrong usage or not done.
`;

const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`;

export const codeWording = {
  needsQuestion: 'Say what you want to know: countersign ask "how is the session signed?".',
  needsFolder: 'PATH must name a folder.',
  noCommit: (name: string) => `--head ${name}: there is no such branch, tag or commit.`,
  reading: (read: number, toRead: number) => `Reading: ${read} of ${toRead} files …`,
  inUse: (reason: string) => `Not done: ${reason} Wait for the other command to end, or set DATABASE_URL.`,
  indexed: (facts: {
    readonly name: string;
    readonly commitSha: string;
    readonly files: number;
    readonly chunks: number;
    readonly read: number;
    readonly seconds: number;
  }) =>
    `${facts.name} at ${facts.commitSha.slice(0, 8)}: ${count(facts.files, 'file', 'files')} in ${count(facts.chunks, 'chunk', 'chunks')} can be searched; ${count(facts.read, 'file was', 'files were')} read in ${facts.seconds.toFixed(1)} s.`,
  skipped: (skipped: Readonly<Record<string, number>>) =>
    `Not searched: ${Object.entries(skipped)
      .map(([reason, number]) => `${number} ${reason}`)
      .join(', ')}.`,
  paused: 'The index of this repository is paused. Nothing was read.',
  superseded: 'Another run indexes another commit of this repository. Run this again when it has ended.',
} as const;

export const switchWording = {
  notBoth: '--pause and --resume name one repository of the App, alone: without PATH, --head or the other of the two.',
  needsName: 'Name the repository as OWNER/REPO.',
  unknown: (name: string) =>
    `The App has not seen a repository ${JSON.stringify(name)}. Nothing was changed. Its page /code lists those it knows.`,
  inUse: (reason: string) => `Not done: ${reason} Use the button on the App's page /code instead, or stop the App first.`,
  done: {
    pause: (name: string) =>
      `The index of ${name} is paused: nothing more of it is read, and searches answer from its last complete commit.`,
    resume: (name: string) => `The index of ${name} goes on. A running App begins with it within a minute.`,
  },
} as const;

/** A place on a terminal. */
export function citePlainly(spot: Spot): string {
  return showHiddenCharacters(linesOf(spot)).replaceAll(/[\n\t]/gu, ' ');
}
