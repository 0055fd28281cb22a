/** What a real model answers, and whether any of it is invented: looked up in all files of the commit, not in what the model was shown. */
import { listTree } from '#src/git/list-tree.ts';
import { readBlobs } from '#src/git/read-blobs.ts';
import type { AskEnding } from '#src/ask/answer-question.ts';

export interface Judged {
  readonly claims: number;
  /** Names and paths that stand nowhere in the repository, and places that do not exist. */
  readonly invented: readonly string[];
}

export type JudgeAnswer = (ending: AskEnding) => Judged;

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** Code spans whole; outside of them what is written like code: paths, calls, snake_case, camelCase, CAPITALS. */
const SPAN = /`([^`]+)`/gu;
const CODE_LIKE =
  /[\w@.-]+(?:\/[\w@.-]+)+|[\p{L}_$][\p{L}\p{N}_$.]*(?=\()|\b\w+\.(?:[jt]sx?|py|go|java|rb|rs|md)\b|\b\p{L}+_[\p{L}\p{N}_]+|\b\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*|\b\p{Lu}{3,}\b/gu;

export async function openJudge(gitDir: string, commitSha: string): Promise<JudgeAnswer> {
  const files = (await listTree(gitDir, commitSha)).filter(({ mode, bytes }) => mode.startsWith('100') && bytes < 2_000_000);
  const blobs = await readBlobs(
    { gitDir },
    files.map(({ blobId }) => blobId),
  );
  const texts = new Map(files.map(({ path, blobId }) => [path, blobs.get(blobId)?.toString('utf8') ?? '']));
  const words = new Set([...texts].flatMap(([path, text]) => `${path}\n${text}`.match(WORD) ?? []));
  const paths = [...texts.keys()];
  const lines = new Map([...texts].map(([path, text]) => [path, text.split('\n').length]));

  const isThere = (name: string): boolean =>
    paths.some((path) => path === name || path.endsWith(`/${name}`)) || (name.match(WORD) ?? []).every((word) => words.has(word));
  const isPlace = ({ path, endLine }: { readonly path: string; readonly endLine: number }): boolean => endLine <= (lines.get(path) ?? 0);

  return (ending) => {
    if (ending.kind === 'no-index') return { claims: 0, invented: [] };
    const claims = ending.kind === 'answered' ? ending.claims : [];
    const names = claims.flatMap(({ text }) => [
      ...[...text.matchAll(SPAN)].map(([, name = '']) => name),
      ...(text.replaceAll(SPAN, ' ').match(CODE_LIKE) ?? []),
    ]);
    const places = [...ending.places, ...claims.map(({ spot }) => spot)];
    return {
      claims: claims.length,
      invented: [
        ...names.filter((name) => !isThere(name)),
        ...places.filter((place) => !isPlace(place)).map(({ path, endLine }) => `${path}:${endLine}`),
      ],
    };
  };
}
