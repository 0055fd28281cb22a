/** The story of a question: find, decide whether anything can be known, let the model say it, keep what is proven. */
import { nearPlace } from './near-place.ts';
import type { NearPlace } from './near-place.ts';
import { askForClaims } from './ask-for-claims.ts';
import type { CitedClaim } from './claims.ts';
import type { AskPorts } from './ports.ts';
import type { Source } from './source.ts';

interface Looked {
  readonly commitSha: string;
  readonly behind: boolean;
  /** Nearest first. */
  readonly places: readonly NearPlace[];
}

export type AskEnding =
  | ({ readonly kind: 'answered'; readonly claims: readonly CitedClaim[]; readonly cut: number; readonly model: string } & Looked)
  /** The index holds nothing on it. */
  | ({ readonly kind: 'unknown'; readonly missing: readonly string[] } & Looked)
  /** The places are told, and nothing is said about them. */
  | ({ readonly kind: 'places'; readonly why: 'no-model' | 'model-failed' | 'nothing-proven' } & Looked)
  | { readonly kind: 'no-index' };

const MOST_PLACES = 5;
const LONGEST_QUESTION = 2_000;

/** @throws what the ports throw. */
export async function answerQuestion(question: string, { findPlaces, about, model, signal }: AskPorts): Promise<AskEnding> {
  const found = await findPlaces(question.slice(0, LONGEST_QUESTION).toWellFormed(), about);
  if (found.kind === 'no-index') return found;
  const { commitSha, behind, answerable, missing } = found;
  const places = await Promise.all(oncePerFile(found.places).map(nearPlace));
  const looked = { commitSha, behind, places };
  if (!answerable) return { kind: 'unknown', missing, ...looked };
  if (model === undefined) return { kind: 'places', why: 'no-model', ...looked };
  const said = await askForClaims(model, { prompt: 'ask', question, sources: found.places, asked: found.asked, signal });
  if (said.kind === 'failed') return { kind: 'places', why: 'model-failed', ...looked };
  if (said.kept.length === 0) return { kind: 'places', why: 'nothing-proven', ...looked };
  return { kind: 'answered', claims: said.kept, cut: said.cut.length, model: model.name, ...looked };
}

function oncePerFile(places: readonly Source[]): readonly Source[] {
  return places.filter(({ path }, at) => places.findIndex((other) => other.path === path) === at).slice(0, MOST_PLACES);
}
