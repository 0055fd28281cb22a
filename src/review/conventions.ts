/** What a repository says about its own ways, for the model: from the base branch alone, bounded, and still only data (pure). */

export interface Convention {
  /** Where it stands, for people and the model: a path, or a pattern of the configuration. */
  readonly source: string;
  readonly text: string;
}

/** Files that people keep for assistants, the most general first. */
export const conventionFiles = ['AGENTS.md', 'CLAUDE.md', '.github/copilot-instructions.md'] as const;

const longestFile = 1_600;
const longestAll = 2_400;

/** `PATTERN: words` of the configuration, for those that fit one of the changed paths. */
export function pathInstructions(
  instructions: readonly string[],
  paths: readonly string[],
  fits: (pattern: string, path: string) => boolean,
): readonly Convention[] {
  return instructions.flatMap((line) => {
    const [, pattern, text] = /^([^:]+):\s*(.+)$/su.exec(line) ?? [];
    if (pattern === undefined || text === undefined || !paths.some((path) => fits(pattern.trim(), path))) return [];
    return [{ source: `.github/countersign.yml for ${pattern.trim()}`, text }];
  });
}

/**
 * One piece of data; `undefined` when there is nothing. Path instructions first, which are the most particular; each file
 * is cut at the end of a line, and the same text under two names is shown once.
 */
export function conventionsText(conventions: readonly Convention[]): string | undefined {
  const seen = new Set<string>();
  const parts: string[] = [];
  let room = longestAll;
  for (const { source, text } of conventions) {
    const plain = text.replaceAll(/<!--[\s\S]*?-->/gu, '').trim();
    if (plain === '' || seen.has(plain) || room < 80) continue;
    seen.add(plain);
    const part = `From ${source} on the base branch:\n${cutAtLine(plain, Math.min(longestFile, room))}`;
    parts.push(part);
    room -= part.length;
  }
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

function cutAtLine(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most).toWellFormed();
  const end = cut.lastIndexOf('\n');
  return `${end > most / 2 ? cut.slice(0, end) : cut}\n(cut)`;
}
