/** Secrets in the changed files, both sides. The value itself is used to compare and to mask, and leaves this file in no other way. */
import { createHmac, randomBytes } from 'node:crypto';
import type { SeenFinding } from './difference.ts';
import type { SetAsideFile } from './outcome.ts';
import type { GatePorts, SecretPlace } from './ports.ts';
import type { ReadBlob } from './read-targets.ts';
import { textOf } from './source-text.ts';
import * as wording from './wording.ts';

export const SECRET_RULE = 'countersign.secret.';
const SEARCH_BYTES = 5_000_000;
/**
 * Documentation shows how a setting is written, with a made-up value beside a name that says secret: a finding, but no reason to
 * stop anybody. A token of a vendor or a private key has a form of its own and blocks there as everywhere.
 */
const PROSE = /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$/iu;
const assigned: ReadonlySet<string> = new Set(['password', 'key', 'secret', 'token', 'url-password']);

export interface SecretSearch {
  readonly seen: readonly SeenFinding[];
  /** Replaces every secret of the changed files in a text that is going to be shown. */
  readonly mask: (text: string) => string;
  /** Head files that were searched, and those that were not. */
  readonly searched: number;
  readonly setAside: readonly SetAsideFile[];
}

/** A base is searched only when its head holds a secret: elsewhere nothing can be new. */
export async function searchSecrets(targets: readonly ReadBlob[], findSecrets: GatePorts['findSecrets']): Promise<SecretSearch> {
  // A plain digest of a weak password could be guessed from the records; this key lives as long as the search.
  const key = randomBytes(32);
  const seen: SeenFinding[] = [];
  const setAside: SetAsideFile[] = [];
  const values = new Map<string, string>();
  const holders = new Set<string>();
  let searched = 0;
  const search = async (target: ReadBlob): Promise<void> => {
    const text = textOf(target.content);
    if (text === undefined) return;
    if (target.content.length > SEARCH_BYTES) {
      if (target.side === 'head') setAside.push({ path: target.path, reason: wording.notSearched });
      return;
    }
    for (const secret of await findSecrets(text)) {
      const value = text.slice(secret.start, secret.end);
      values.set(value, secret.kind);
      holders.add(target.file);
      seen.push(toFinding(target, secret, createHmac('sha256', key).update(value).digest('hex')));
    }
    if (target.side === 'head') searched += 1;
  };
  for (const target of targets) if (target.side === 'head') await search(target);
  for (const target of targets) if (target.side === 'base' && holders.has(target.file)) await search(target);
  return { seen, mask: masker(values), searched, setAside };
}

function toFinding({ side, file, path }: ReadBlob, secret: SecretPlace, identity: string): SeenFinding {
  const place = { path, startLine: secret.line, endLine: secret.endLine };
  const isExample = PROSE.test(path) && assigned.has(secret.kind);
  const finding = {
    rule: `${SECRET_RULE}${secret.kind}`,
    severity: isExample ? ('warning' as const) : ('error' as const),
    message: isExample ? wording.secretInProse(secret.kind) : wording.secretCommitted(secret.kind),
    place,
    code: wording.maskedSecret(secret.kind),
    cwe: ['CWE-798'],
    fix: wording.secretFix,
    references: [],
    trace: [],
  };
  return { side, file, identity: `${secret.kind}:${identity}`, finding };
}

/** Longest first, so that a secret which contains another is masked whole; a multi-line secret is masked line by line too. */
function masker(values: ReadonlyMap<string, string>): (text: string) => string {
  const parts = [...values].flatMap(([value, kind]) =>
    [value, ...value.split(/\r?\n/u).filter((line) => line.trim().length >= 8)].map((part) => [part, kind] as const),
  );
  const ordered = parts.toSorted(([a], [b]) => b.length - a.length);
  return (text) => ordered.reduce((masked, [part, kind]) => masked.replaceAll(part, () => wording.maskedSecret(kind)), text);
}
