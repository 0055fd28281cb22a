/** Which file to write tests for, and which existing tests are nearest to it. Pure: paths in, a path out. */

const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?|testing)\//iu;
const TEST_NAME = /(?:^|\/)(?:test_[^/]+|[^/]+_test|[^/]+_spec|[^/]+[.-](?:test|spec)|[^/]+Tests?|[^/]+Spec)\.[A-Za-z0-9]+$/u;
const CODE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|kts|rb|rs|php|cs|c|cc|cpp|h|hpp|swift|scala|ex|exs|dart|lua|sh|sql)$/iu;

export const isCode = (path: string): boolean => CODE.test(path);
export const isTest = (path: string): boolean => isCode(path) && (TEST_NAME.test(path) || TEST_FOLDER.test(path));

/** Languages that share a way of testing. */
function familyOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (/^[cm]?[jt]sx?$/u.test(extension)) return 'js';
  if (/^(?:kts?|java)$/u.test(extension)) return 'java';
  return /^(?:c|cc|cpp|h|hpp)$/u.test(extension) ? 'c' : extension;
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/u, '');
  return name.replace(/^test_|[._-](?:test|spec)$|Tests?$|Spec$/gu, '').toLowerCase();
}

/** By name first, then by the folders on the way. @returns undefined when no test is in that language. */
export function nearestTest(path: string, all: readonly string[]): string | undefined {
  const stem = stemOf(path);
  const folders = new Set(path.toLowerCase().split('/').slice(0, -1));
  const score = (test: string): number => {
    const other = stemOf(test);
    const name = other === stem ? 100 : stem.length > 2 && (other.includes(stem) || (other.length > 2 && stem.includes(other))) ? 30 : 0;
    return (
      name +
      3 *
        test
          .toLowerCase()
          .split('/')
          .slice(0, -1)
          .filter((folder) => folders.has(folder)).length
    );
  };
  const family = familyOf(path);
  let best: { readonly test: string; readonly score: number } | undefined;
  for (const test of all) {
    if (test === path || !isTest(test) || familyOf(test) !== family) continue;
    const here = score(test);
    if (best === undefined || here > best.score || (here === best.score && isBefore(test, best.test))) best = { test, score: here };
  }
  return best?.test;
}

/** The shorter path, then the alphabet: the same answer every time. */
function isBefore(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length;
}

/** The changed file with the most new lines that is code and no test. */
export function fileToTest(changed: readonly { readonly path: string; readonly added: number }[]): string | undefined {
  const wanted = changed.filter(({ path, added }) => isCode(path) && !isTest(path) && added > 0);
  return wanted.toSorted((a, b) => b.added - a.added || (a.path < b.path ? -1 : 1))[0]?.path;
}
