/** What a path says about a file. */
import { contentOf } from '#src/chunks/content-of.ts';

export type FileRole = 'source' | 'test' | 'example' | 'legacy' | 'declaration' | 'past';

const TEST_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|testing|testdata|fixtures?|__mocks__|mocks?|e2e|benchmarks?|bench|[\w.-]*[._-]tests?)\//iu;
/** `commonTest/`, `AlamofireTests/`; not `contest/`. */
const TEST_TARGET = /(?:^|\/)\w*Tests?\//u;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*|[^/]*_(?:test|spec)|[^/]*[.-](?:test|spec|bench)|tests?|conftest)\.[a-z]+$|(?:^|\/)[A-Z][A-Za-z0-9]*(?:Tests?|IT|TestCase|Specs?)\.(?:java|kt|kts|cs|fs|scala|php|swift|groovy|dart)$/u;
const EXAMPLE = /(?:^|\/)(?:examples?|samples?|demos?|docs?_src|tutorials?|playground|website|www)\//iu;
const LEGACY = /(?:^|\/|[._-])(?:legacy|deprecated|compat|compatibility|obsolete|old)(?:$|\/|[._-])|(?:^|\/)_?(?:migration|backport)s?\//u;

/** What was changed once; it need not be so any more. A `history.ts` is code. */
const PAST =
  /(?:^|\/)(?:changelogs?|changes|history|news|releases?|release[_-]?notes?|whats-?new)(?:[._-][^/]*)?$|(?:^|\/)(?:\.?changelogs?|\.?changes|\.changesets?|news|newsfragments|releases|release[_-]?notes|whatsnew)\//iu;

export function roleOf(path: string): FileRole {
  if ([TEST_FOLDER, TEST_TARGET, TEST_FILE].some((pattern) => pattern.test(path))) return 'test';
  if (EXAMPLE.test(path)) return 'example';
  if (PAST.test(path) && (contentOf(path) === 'text' || !/\.[^/]*$/u.test(path))) return 'past';
  if (/\.(?:d\.[cm]?ts|pyi)$/u.test(path)) return 'declaration';
  return LEGACY.test(path) ? 'legacy' : 'source';
}

const VERSION_FOLDER = /^v\d{1,3}$/u;

/** The highest `vN` that is a folder in any of the paths; 0 when there is none. */
export function newestVersion(paths: readonly string[]): number {
  let newest = 0;
  for (const path of paths)
    for (const part of path.split('/').slice(0, -1)) if (VERSION_FOLDER.test(part)) newest = Math.max(newest, Number(part.slice(1)));
  return newest;
}

/** In a `v3/` beside a `v4/`, unless the query asks for `v3`. */
export function isOldVersion(path: string, newest: number, wanted: ReadonlySet<string>): boolean {
  if (newest === 0) return false;
  const version = path
    .split('/')
    .slice(0, -1)
    .findLast((part) => VERSION_FOLDER.test(part));
  return version !== undefined && Number(version.slice(1)) < newest && !wanted.has(version);
}

/** A short file that only passes on what others define. */
export function isThinEntry(path: string, lines: number): boolean {
  return lines < 60 && /(?:^|\/)(?:__init__|__main__|index|lib)\.[a-z]+$/u.test(path);
}
