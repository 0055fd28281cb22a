/** Suggestions: what can be committed with one click must apply, parse, keep its place and add no finding. Else it is only shown. */
import type { ScanFinding } from '#src/finding/finding.ts';
import { isOpen } from './finding-record.ts';
import type { Finding, PlacedFinding, Suggestion } from './finding-record.ts';
import { holdsStandIn } from './quote.ts';

export interface SuggestionPorts {
  /** Whether a whole file is of its language; `undefined`: nobody can tell. */
  readonly parses: (path: string, text: string) => Promise<boolean | undefined>;
  /** What the scanner finds in a whole file; `undefined` when the scan was not complete. */
  readonly scan: (path: string, text: string) => Promise<readonly ScanFinding[] | undefined>;
}

/** What decides how software is built, released or checked is not changed by a click on a bot's words. */
const guarded =
  /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.husky)\/|(?:^|\/)(?:Dockerfile[^/]*|Makefile|Jenkinsfile|CODEOWNERS|package\.json|\.npmrc|[^/]*\.(?:lock|pem|key|env))$|(?:^|\/)\.env[^/]*$|\.(?:ya?ml|toml|tf|sh|ps1)$/iu;
const longest = 400;

/** Open findings with a replacement get a suggestion. Without ports nothing can be checked, so nothing is committable. */
export async function suggest(
  findings: readonly Finding[],
  headTexts: ReadonlyMap<string, string>,
  ports: SuggestionPorts | undefined,
): Promise<readonly Finding[]> {
  const suggested: Finding[] = [];
  for (const finding of findings) {
    const suggestion = isOpen(finding) ? await suggestionFor(finding, headTexts, ports) : undefined;
    suggested.push(suggestion === undefined ? finding : { ...finding, suggestion });
  }
  return suggested;
}

async function suggestionFor(
  { place, proposal }: PlacedFinding,
  headTexts: ReadonlyMap<string, string>,
  ports: SuggestionPorts | undefined,
): Promise<Suggestion | undefined> {
  const replacement = proposal.sign?.replacement ?? '';
  // Shown or not, a stand-in for a secret must never be written over the secret.
  if (replacement.trim() === '' || replacement.length > longest || /[\r\n]/u.test(replacement) || holdsStandIn(replacement))
    return undefined;
  const shown = { code: replacement, committable: false };
  const head = headTexts.get(place.path);
  if (ports === undefined || head === undefined || guarded.test(place.path)) return shown;
  const patched = patchLine(head, place, replacement);
  if (patched === undefined) return shown;
  if ((await ports.parses(place.path, head)) !== true || (await ports.parses(place.path, patched.text)) !== true) return shown;
  const [known, now] = [await ports.scan(place.path, head), await ports.scan(place.path, patched.text)];
  if (known === undefined || now === undefined || findsMore(known, now)) return shown;
  return { code: patched.line, committable: true };
}

/** `undefined` where the head does not hold, on that one line, what the finding was placed on. */
export function patchLine(
  head: string,
  place: PlacedFinding['place'],
  replacement: string,
): { readonly line: string; readonly text: string } | undefined {
  if (place.side !== 'RIGHT' || place.startLine !== place.line) return undefined;
  const lines = head.split('\n');
  const current = lines[place.line - 1];
  if (current === undefined || current.replace(/\r$/u, '') !== place.code.replace(/\r$/u, '')) return undefined;
  const line = `${/^[ \t]*/u.exec(current)?.[0] ?? ''}${replacement.trim()}`;
  return { line, text: lines.with(place.line - 1, current.endsWith('\r') ? `${line}\r` : line).join('\n') };
}

/** At WARNING or above, by rule and number: a suggestion that would fail the gate is never offered. */
function findsMore(before: readonly ScanFinding[], after: readonly ScanFinding[]): boolean {
  const count = (findings: readonly ScanFinding[], rule: string): number =>
    findings.filter((one) => one.rule === rule && one.severity !== 'info').length;
  return [...new Set(after.map(({ rule }) => rule))].some((rule) => count(after, rule) > count(before, rule));
}
