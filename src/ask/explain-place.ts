/** The story of `/ai explain`: the lines, what the names in them are, and what a model can say of both with proof. */
import { askForClaims } from './ask-for-claims.ts';
import type { CitedClaim } from './claims.ts';
import type { AskedPlace, ExplainPorts } from './ports.ts';
import type { Source, Spot } from './source.ts';

export type ExplainEnding =
  | {
      readonly kind: 'explained';
      readonly spot: Spot;
      readonly claims: readonly CitedClaim[];
      readonly cut: number;
      readonly model: string;
      readonly definitions: readonly Source[];
    }
  /** Only where the names come from is told. */
  | {
      readonly kind: 'places';
      readonly why: 'no-model' | 'model-failed' | 'nothing-proven';
      readonly spot: Spot;
      readonly definitions: readonly Source[];
    }
  | { readonly kind: 'absent' | 'too-large' | 'not-text'; readonly path: string };

const MOST_NAMES = 60;
const MOST_DEFINITIONS = 6;

/** @throws what the ports throw. */
export async function explainPlace(place: AskedPlace, { readLines, findDefinitions, model, signal }: ExplainPorts): Promise<ExplainEnding> {
  const read = await readLines(place);
  if (read.kind !== 'read') return { kind: read.kind, path: place.path };
  const { source } = read;
  const { path, startLine, endLine, commitSha } = source;
  const elsewhere = (await findDefinitions(namesIn(source.text))).filter(
    (other) => other.path !== path || other.endLine < startLine || other.startLine > endLine,
  );
  const told = { spot: { path, startLine, endLine, commitSha }, definitions: elsewhere.slice(0, MOST_DEFINITIONS) };
  if (model === undefined) return { kind: 'places', why: 'no-model', ...told };
  const said = await askForClaims(model, { prompt: 'explain', question: '', sources: [source, ...told.definitions], signal });
  if (said.kind === 'failed') return { kind: 'places', why: 'model-failed', ...told };
  if (said.kept.length === 0) return { kind: 'places', why: 'nothing-proven', ...told };
  return { kind: 'explained', claims: said.kept, cut: said.cut.length, model: model.name, ...told };
}

/** Names that code calls or mentions, the most frequent first. */
function namesIn(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const [name] of text.slice(0, 40_000).matchAll(/[\p{L}_$][\p{L}\p{N}_$]{2,80}/gu)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_NAMES)
    .map(([name]) => name);
}
