/** Random findings on real commits: would GitHub take every comment? GitHub's diff is git's default one, ours is another. */
import { anchorQuote } from '#src/review/anchor-quote.ts';
import { placeableKeys } from '#src/review/placeable.ts';
import type { ReviewComment } from '#src/review/ports.ts';
import { compareCommits } from '#src/git/compare.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import { runGit } from '#src/git/run-git.ts';
import { randomFrom } from '#src/eval/interval.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';

export interface Anchored {
  readonly commits: number;
  readonly findings: number;
  readonly placed: number;
  /** Placed where GitHub's own diff shows no line: it would answer 422. */
  readonly refused: readonly string[];
}

const perCommit = 6;

export async function anchorFindings(gitDir: string, most: number, seed: number): Promise<Anchored> {
  const random = randomFrom(seed);
  const log = await runGit(['log', '--no-merges', '-z', '--format=%H', '--min-parents=1', `--max-count=${most * 3}`, 'HEAD'], { gitDir });
  const shas = log.toString('utf8').split('\0').filter(Boolean);
  const counts = { commits: 0, findings: 0, placed: 0 };
  const refused: string[] = [];
  for (const sha of shas) {
    if (counts.commits >= most) break;
    // A mirror may lack its largest files.
    const comparison = await compareCommits({ gitDir }, `${sha}^`, sha).catch(() => undefined);
    if (comparison === undefined) continue;
    const { files } = comparison;
    const text = files.filter(({ hunks }) => hunks.length > 0).slice(0, 30);
    if (text.length === 0) continue;
    counts.commits += 1;
    const patches = await readPatches(gitDir, sha);
    const comments: ReviewComment[] = [];
    for (let round = 0; round < perCommit; round += 1) {
      const file = pick(text, random);
      const head =
        file?.headBlob === undefined ? undefined : (await readBlobs({ gitDir }, [file.headBlob])).get(file.headBlob)?.toString('utf8');
      if (file === undefined) continue;
      const { quote, hint } = randomQuote(file, head, random);
      counts.findings += 1;
      const place = anchorQuote(quote, hint, file, head);
      if (place.kind !== 'in-diff') continue;
      counts.placed += 1;
      const { path, side, startLine, line } = place;
      comments.push({ key: String(round), path, side, ...(startLine < line && { startLine }), line, body: '' });
    }
    const keys = placeableKeys(comments, patches);
    for (const { key, path, side, line } of comments) if (!keys.has(key)) refused.push(`${sha.slice(0, 10)} ${path}:${line} ${side}`);
  }
  return { ...counts, refused };
}

/** As GitHub makes them: git's default algorithm, three lines of context. */
async function readPatches(gitDir: string, sha: string): Promise<ReadonlyMap<string, string>> {
  const options = ['-p', '-r', '-U3', '-M', '--no-ext-diff', '--no-textconv', '--no-color', '--no-commit-id', '--diff-algorithm=myers'];
  const output = (await runGit(['diff-tree', ...options, `${sha}^`, sha], { gitDir, maxOutputBytes: 256 << 20 })).toString('utf8');
  const patches = new Map<string, string>();
  for (const part of output.split(/^diff --git /mu).slice(1)) {
    const path = /^\+\+\+ "?b\/(.*?)"?\t?$/mu.exec(part)?.[1] ?? /^--- "?a\/(.*?)"?\t?$/mu.exec(part)?.[1];
    const at = part.indexOf('\n@@ ');
    if (path !== undefined && at !== -1) patches.set(path, part.slice(at + 1));
  }
  return patches;
}

/** What models send: a line, several, a part of one, one with other spacing, a line of elsewhere, nonsense. */
function randomQuote(file: ChangedFile, head: string | undefined, random: () => number): { quote: string; hint: number } {
  const hunk = pick(file.hunks, random);
  const at = Math.floor(random() * (hunk?.lines.length ?? 1));
  const lines = hunk?.lines.slice(at, at + 1 + Math.floor(random() * 3)).map(({ text }) => text) ?? [];
  const [first = ''] = lines;
  const all = head?.split('\n') ?? [];
  const forms = [
    () => first,
    () => lines.join('\n'),
    () => `+ ${first.trim()}`,
    () => first.replaceAll(/\s+/gu, ' '),
    () => first.slice(Math.floor(first.length / 4)),
    () => all[Math.floor(random() * all.length)] ?? '',
    () => 'const invented = somewhere.else();',
  ];
  return { quote: (pick(forms, random) ?? forms[0])?.() ?? '', hint: Math.floor(random() * 400) - 20 };
}

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
