/** `/ai ask` and `/ai explain`: the index of this repository, its mirror, and the model. */
import type { OpenPull, World } from '#workers/world.ts';
import { answerQuestion } from '#src/ask/answer-question.ts';
import type { AskEnding } from '#src/ask/answer-question.ts';
import { explainPlace } from '#src/ask/explain-place.ts';
import type { ExplainEnding } from '#src/ask/explain-place.ts';
import type { AskedPlace, FileLines } from '#src/ask/ports.ts';
import type { Source } from '#src/ask/source.ts';
import { askText, citeOn, explainText, storeAwayText } from '#src/ask/wording.ts';
import type { Answer, CommandPorts } from '#src/command/ports.ts';
import { readText } from '#src/chunks/choose-file.ts';
import { contentOf } from '#src/chunks/content-of.ts';
import { findDefinedPlaces } from '#src/retrieval/find-definitions.ts';
import { findPlaces } from '#src/retrieval/find-places.ts';
import { loadIndexState } from '#src/retrieval/index-state.ts';
import { listPathBlobs } from '#src/retrieval/catalogue.ts';
import { StoreError } from '#src/retrieval/store.ts';

/** Lines of a file that are explained at once. */
const MOST_LINES = 150;
/** Lines before and after those that a question was asked on. */
const AROUND = 8;

export function answerPorts(world: World, open: OpenPull): Pick<CommandPorts, 'answer' | 'explain'> {
  const { code, model } = world;
  const { repositoryId, htmlUrl } = open.pull;
  const cite = citeOn(htmlUrl.replace(/\/pull\/\d+$/u, ''));
  /** A mirror that was made anew since lacks the commit. */
  const readBlobs = async (ids: readonly string[], commitSha: string): Promise<ReadonlyMap<string, Buffer>> => {
    const found = await open.readBlobs(ids);
    if (ids.every((id) => found.has(id))) return found;
    const branch = (await loadIndexState(code.sql, repositoryId))?.branch;
    await open.fetchCommit(commitSha, branch ?? open.pull.baseRef).catch(() => undefined);
    return await open.readBlobs(ids);
  };
  return {
    answer: async (pull, question, about) =>
      await saying(async () => {
        const asked = about === undefined ? undefined : await readLines(open, pull.headSha, withSurroundings(about));
        const ending = await answerQuestion(question, {
          findPlaces: (text, place) => findPlaces({ search: code.search, readBlobs }, repositoryId, text, place),
          about: asked?.kind === 'read' ? asked.source : undefined,
          model,
          signal: open.signal,
        });
        return { kind: ending.kind === 'no-index' || isFailure(ending) ? 'refused' : 'done', text: askText(ending, cite) };
      }),
    explain: async (pull, place) =>
      await saying(async () => {
        const ending = await explainPlace(place, {
          readLines: (asked) => readLines(open, pull.headSha, asked),
          findDefinitions: (names) => readDefinitions(world, repositoryId, names, readBlobs),
          model,
          signal: open.signal,
        });
        const refused = ending.kind === 'absent' || ending.kind === 'too-large' || ending.kind === 'not-text' || isFailure(ending);
        return { kind: refused ? 'refused' : 'done', text: explainText(ending, cite) };
      }),
  };
}

/** One line says little without those around it. */
function withSurroundings({ path, lines }: AskedPlace): AskedPlace {
  return { path, lines: lines && { from: Math.max(1, lines.from - AROUND), to: lines.to + AROUND } };
}

/** Where the names come from is told all the same; but this is not what was asked for. */
function isFailure(ending: AskEnding | ExplainEnding): boolean {
  return ending.kind === 'places' && ending.why === 'model-failed';
}

async function saying(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'refused', text: storeAwayText };
    throw error;
  }
}

async function readLines(open: OpenPull, commitSha: string, { path, lines }: AskedPlace): Promise<FileLines> {
  const file = await open.readFileAt(commitSha, path, 'head');
  if (file.kind === 'too-large') return { kind: 'too-large' };
  if (file.kind !== 'text') return { kind: 'absent' };
  const read = readText(Buffer.from(file.text));
  if ('skipped' in read) return { kind: 'not-text' };
  const all = read.text.split(/\r\n|\n|\r/u);
  const startLine = lines?.from ?? 1;
  const text = all.slice(startLine - 1, Math.min(lines?.to ?? all.length, startLine + MOST_LINES - 1));
  if (text.length === 0) return { kind: 'absent' };
  const source = { path, startLine, endLine: startLine + text.length - 1, text: text.join('\n'), commitSha, content: contentOf(path) };
  return { kind: 'read', source, lines: all.length };
}

async function readDefinitions(
  { code }: World,
  repositoryId: number,
  names: readonly string[],
  readBlobs: (ids: readonly string[], commitSha: string) => Promise<ReadonlyMap<string, Buffer>>,
): Promise<readonly Source[]> {
  const places = (await findDefinedPlaces(code.sql, repositoryId, names)).slice(0, 12);
  const [first] = places;
  if (first === undefined) return [];
  const blobOf = await listPathBlobs(code.sql, repositoryId, [...new Set(places.map(({ path }) => path))]);
  const blobs = await readBlobs([...new Set(blobOf.values())], first.commitSha);
  return places.flatMap((place): Source[] => {
    const bytes = blobs.get(blobOf.get(place.path) ?? '');
    const read = bytes === undefined ? undefined : readText(bytes);
    if (read === undefined || 'skipped' in read) return [];
    const text = read.text
      .split(/\r\n|\n|\r/u)
      .slice(place.startLine - 1, place.endLine)
      .join('\n');
    return text === '' ? [] : [{ ...place, text, content: contentOf(place.path) }];
  });
}
