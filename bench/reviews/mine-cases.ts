/** Cases from the history of public repositories: one-hunk bug fixes undone, and as many ordinary changes that fix nothing. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { parseUnifiedDiff } from '#src/diff/parse-unified-diff.ts';
import { reasonToLeaveOut } from '#src/diff/leave-out.ts';
import { runGit } from '#src/git/run-git.ts';
import { isTest } from '#src/suspect/removed-rules.ts';
import { languageFamily } from '#src/suspect/language-family.ts';

export interface Mined {
  readonly id: string;
  readonly repository: string;
  readonly kind: 'undone-fix' | 'clean';
}

interface Candidate {
  readonly sha: string;
  readonly subject: string;
  readonly path: string;
  /** Of the side that becomes the head of the case. */
  readonly startLine: number;
  readonly endLine: number;
}

const fix = /\b(?:fix(?:e[sd])?|bug|wrong|incorrect|off.by.one|leak|race|crash|panic|regression|missing (?:check|await|null))\b/iu;
const noFix =
  /\b(?:typo|docs?|comment|readme|lint|test|ci|build|type|types|format|style|warning|changelog|version|link|spelling|deprecat\w*|rename)\b/iu;
const clean = /\b(?:refactor|rename|simplify|clean ?up|format|move|style|docs?|comment|bump|typo|lint|prettier|reformat|version)\b/iu;

/** `git`: the repository's own folder. At most `most` of each kind, newest first. @throws GitError */
export async function mineCases(git: string, name: string, most: number, folder: string): Promise<readonly Mined[]> {
  const mined: Mined[] = [];
  for (const kind of ['undone-fix', 'clean'] as const) {
    for (const candidate of await candidatesOf(git, kind, most)) {
      const id = `${name.replace('/', '-')}-${candidate.sha.slice(0, 8)}-${kind}`;
      const [old, fresh] = await Promise.all([show(git, `${candidate.sha}^`, candidate.path), show(git, candidate.sha, candidate.path)]);
      if (old === undefined || fresh === undefined) continue;
      const [before, after] = kind === 'undone-fix' ? [fresh, old] : [old, fresh];
      await writeCase(join(folder, id), candidate.path, before, after);
      const defect = {
        id: 'undone',
        file: candidate.path,
        line_start: candidate.startLine,
        line_end: candidate.endLine,
        title: candidate.subject,
      };
      // The title of a fix tells the defect; the pull request that brings it in would not.
      const pr = { title: kind === 'clean' ? candidate.subject : `Change ${candidate.path}`, description: '' };
      await writeFile(
        join(folder, id, 'challenge.yaml'),
        stringify({ id, repository: name, pr, issues: kind === 'clean' ? [] : [defect] }),
      );
      mined.push({ id, repository: name, kind });
    }
  }
  return mined;
}

async function candidatesOf(git: string, kind: Mined['kind'], most: number): Promise<readonly Candidate[]> {
  const log = await runGit(['log', '--no-merges', '--no-renames', '-z', '--format=%H%x02%s', '--max-count=3000', 'HEAD'], { gitDir: git });
  const found: Candidate[] = [];
  let looked = 0;
  for (const row of log.toString('utf8').split('\0')) {
    const [sha = '', subject = ''] = row.split('\u0002');
    const wanted = kind === 'clean' ? clean.test(subject) && !fix.test(subject) : fix.test(subject) && !noFix.test(subject);
    if (!wanted || (looked += 1) > 200) continue;
    const candidate = await candidateOf(git, sha, subject, kind);
    if (candidate !== undefined) found.push(candidate);
    if (found.length >= most) break;
  }
  return found;
}

/** One source file with one small hunk; tests and prose beside it do not matter. */
async function candidateOf(git: string, sha: string, subject: string, kind: Mined['kind']): Promise<Candidate | undefined> {
  const options = [
    '--root',
    '-p',
    '-U3',
    '--full-index',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--no-commit-id',
    '-r',
  ];
  const patch = await runGit(['diff-tree', ...options, sha], { gitDir: git, maxOutputBytes: 8 << 20 }).catch(() => undefined);
  if (patch === undefined) return undefined;
  const files = parseUnifiedDiff(patch.toString('utf8')).filter(
    (file) =>
      !isTest(file.path) &&
      languageFamily(file.path) !== 'other' &&
      reasonToLeaveOut({ ...file, kind: 'text', headSize: 0, baseMode: '', headMode: '' }) === undefined,
  );
  const [file] = files;
  const [hunk] = file?.hunks ?? [];
  if (files.length !== 1 || file?.status !== 'modified' || hunk === undefined) return undefined;
  const changed = file.additions + file.deletions;
  if (kind === 'undone-fix' && (file.hunks.length !== 1 || changed > 16 || file.deletions === 0)) return undefined;
  if (changed > 60) return undefined;
  // Undone, the old lines of the fix are the new ones of the case.
  const lines = hunk.lines.flatMap(({ kind: sign, oldLine }) => (sign === 'deleted' && oldLine !== undefined ? [oldLine] : []));
  return { sha, subject, path: file.path, startLine: lines[0] ?? hunk.oldStart, endLine: lines.at(-1) ?? hunk.oldStart };
}

async function show(git: string, commit: string, path: string): Promise<string | undefined> {
  const content = await runGit(['cat-file', 'blob', `${commit}:${path}`], { gitDir: git, maxOutputBytes: 2 << 20 }).catch(() => undefined);
  return content?.toString('utf8');
}

async function writeCase(folder: string, path: string, before: string, after: string): Promise<void> {
  for (const [side, text] of [
    ['before', before],
    ['after', after],
  ] as const) {
    await mkdir(dirname(join(folder, side, path)), { recursive: true });
    await writeFile(join(folder, side, path), text);
  }
}
