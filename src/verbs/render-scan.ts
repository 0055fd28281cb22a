/** What a person reads of a scan in the terminal. Text from outside is made visible: nothing in it may steer the terminal. */
import type { GateResult } from '#src/gate/outcome.ts';
import { showHiddenCharacters as visible } from '#src/untrusted/hidden-characters.ts';
import { renderFinding } from './render-review.ts';
import type { Paint } from './render-review.ts';
import type { ScanSubject } from './scan-subject.ts';
import { reviewWording, scanWording as wording } from './wording.ts';

const SHOWN = 20;

export async function renderScan(subject: ScanSubject, result: GateResult, paint: Paint): Promise<string> {
  const blobs = new Map(subject.comparison.files.map((file) => [file.path, file.headBlob]));
  const readHead = async (path: string): Promise<string | undefined> => {
    const blob = blobs.get(path);
    return blob === undefined ? undefined : (await subject.read([blob])).get(blob)?.toString('utf8');
  };
  const findings: string[] = [];
  for (const fresh of result.fresh) findings.push(await renderFinding(fresh, readHead, paint));
  const blocking = result.fresh.filter((one) => one.blocks).length;
  const notes = [...result.setAside, ...result.withoutBase, ...subject.leftOut.map((path) => ({ path, reason: wording.leftOut }))];
  return [
    paint('bold', visible(subject.heading)),
    ...findings,
    ...lines(
      result.unchecked.map(({ path, reason }) => reviewWording.unchecked(path, reason)),
      (text) => paint('red', text),
    ),
    ...lines(
      notes.map(({ path, reason }) => `${path}: ${reason}`),
      (text) => paint('dim', text),
    ),
    paint(
      result.conclusion === 'success' ? 'green' : 'red',
      wording.extent({
        blocking,
        advisory: result.fresh.length - blocking,
        unchecked: result.unchecked.length,
        scanned: result.scanned.length,
        outside: result.outside.length,
        rules: result.scan.ruleCount,
        known: subject.range === undefined ? undefined : result.known.kept,
      }),
    ),
  ].join('\n\n');
}

function lines(texts: readonly string[], paint: (text: string) => string): readonly string[] {
  if (texts.length === 0) return [];
  const shown = texts.slice(0, SHOWN).map((text) => paint(visible(text)));
  return [[...shown, ...(texts.length > SHOWN ? [wording.more(texts.length - SHOWN)] : [])].join('\n')];
}
