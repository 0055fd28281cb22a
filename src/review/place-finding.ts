/** Gives a proposed finding its file, its place and its identity. */
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { anchorQuote } from './anchor-quote.ts';
import type { Finding, Place, ProposedFinding } from './finding-record.ts';
import { fingerprintOf } from './fingerprint.ts';

/** `files`: those the model was shown. `headTexts`: whole files of the head, by path. */
export function placeFinding(proposal: ProposedFinding, files: readonly ChangedFile[], headTexts: ReadonlyMap<string, string>): Finding {
  const place = findPlace(proposal, files, headTexts);
  const code = place.kind === 'nowhere' ? proposal.quote : place.code;
  return { proposal, place, fingerprint: fingerprintOf(place.path, code, proposal.category) };
}

function findPlace(proposal: ProposedFinding, files: readonly ChangedFile[], headTexts: ReadonlyMap<string, string>): Place {
  const named = fileNamed(proposal.path, files);
  if (named !== undefined) return anchorQuote(proposal.quote, proposal.lineHint, named, headTexts.get(named.path));
  // The quote is better evidence than a garbled path, but only when it stands in exactly one of the files shown.
  const places = files
    .map((file) => anchorQuote(proposal.quote, proposal.lineHint, file, undefined))
    .filter((place) => place.kind === 'in-diff');
  return places.length === 1 && places[0] ? places[0] : { kind: 'nowhere', path: proposal.path, why: 'unknown-file' };
}

function fileNamed(path: string, files: readonly ChangedFile[]): ChangedFile | undefined {
  const wanted = path.trim().replace(/^(?:#+ *File: *)?(?:\.\/)?/, '');
  const exact = files.find((file) => file.path === path || file.path === wanted || file.path === wanted.replace(/^[ab]\//, ''));
  if (exact) return exact;
  const ending = files.filter((file) => file.path.endsWith(`/${wanted}`) || wanted.endsWith(`/${file.path}`));
  if (ending.length === 1) return ending[0];
  return files.find((file) => file.previousPath === wanted);
}
