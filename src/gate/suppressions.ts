/** Comments that try to silence the scanner. They have no effect here; that somebody added one is worth a look. Pure. */
import { findingIdentity } from './identity.ts';
import type { SeenFinding } from './difference.ts';
import type { ReadBlob } from './read-targets.ts';
import { textOf } from './source-text.ts';
import * as wording from './wording.ts';

const RULE = 'countersign.suppression-added';
/** `nosem`, `nosemgrep: rule`, `noSemGrep`, `no-sem`; invisible characters are taken out and full-width letters folded before. */
const SUPPRESSION = /(?<![a-z0-9])no-?sem(?:grep)?(?![a-z])/iu;

export function findSuppressions(targets: readonly ReadBlob[]): readonly SeenFinding[] {
  return targets.flatMap(({ side, path, file, content }) => {
    const lines = textOf(content)?.split('\n') ?? [];
    return lines.flatMap((text, index): SeenFinding[] => {
      if (!/n\p{Cf}*o|[^\0-\x7f]/iu.test(text) || !SUPPRESSION.test(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))) return [];
      const code = text.trim().slice(0, 300);
      const place = { path, startLine: index + 1, endLine: index + 1 };
      const finding = {
        rule: RULE,
        severity: 'warning' as const,
        message: wording.suppressionAdded,
        place,
        code,
        cwe: [],
        fix: wording.suppressionFix,
        references: [],
        trace: [],
      };
      return [{ side, file, identity: findingIdentity(RULE, code), finding }];
    });
  });
}
