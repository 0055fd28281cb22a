/** How a suggestion is proved: parsed by tree-sitter, scanned by the gate's own scanner. */
import { createHash } from 'node:crypto';
import type { World } from '#workers/world.ts';
import type { SuggestionPorts } from '#src/review/suggest.ts';
import { languageOf } from '#src/syntax/language-of.ts';
import { parsesWholly } from '#src/syntax/outline-of.ts';

export function suggestionPorts({ scanner }: { readonly scanner: Pick<World['scanner'], 'scan'> }, signal?: AbortSignal): SuggestionPorts {
  return {
    parses: async (path, text) => {
      const language = languageOf(path);
      return language === undefined ? undefined : await parsesWholly(language, text);
    },
    scan: async (path, text) => {
      const content = Buffer.from(text, 'utf8');
      const blobId = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
      const { targets, findings } = await scanner.scan([{ side: 'head', path, blobId, content }], signal);
      return targets.every(({ outcome }) => outcome.kind === 'scanned' || outcome.kind === 'outside')
        ? findings.map(({ finding }) => finding)
        : undefined;
    },
  };
}
