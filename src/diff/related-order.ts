/** The order in which files are packed: related ones beside each other, what matters most first. */

const testMark = /(?:^|[._-])(?:test|tests|spec|it)(?=[._-]|$)|(?:Test|Tests|Spec|IT)(?=\.|$)/g;
/** Folders in which only code or only tests stand; what is below them is what the two share. */
const roots = new Set('src lib app main test tests __tests__ spec specs e2e'.split(' '));
const testPath = /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\//;
const prose = /\.(?:md|mdx|rst|txt|adoc|html|css|scss|less|svg|csv)$|(?:^|\/)(?:docs?|examples?|changelog|license)\b/i;
const data = /\.(?:json|ya?ml|toml|ini|xml|properties|lock|cfg)$/i;

/** What a file and its test share: folders and stem without the marks of tests. */
function familyOf(path: string): string {
  const slash = path.lastIndexOf('/');
  const folders = path
    .slice(0, Math.max(slash, 0))
    .split('/')
    .filter((folder) => !roots.has(folder.toLowerCase()));
  const stem = path
    .slice(slash + 1)
    .replace(/\.[^.]*$/, '')
    .replaceAll(testMark, '');
  return `${folders.join('/')}|${stem.toLowerCase()}`;
}

function isTest(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.search(testMark) !== -1 || testPath.test(path);
}

/** Code before configuration before prose: when the budget ends, prose is what was not read. */
function rank(path: string): number {
  if (prose.test(path)) return 2;
  return data.test(path) ? 1 : 0;
}

/** Stable: by rank, then folder, then family, the code before its test. */
export function inRelatedOrder<File extends { readonly path: string }>(files: readonly File[]): File[] {
  const keyed = files.map((file) => ({ file, key: [rank(file.path), familyOf(file.path), isTest(file.path) ? 1 : 0, file.path] as const }));
  keyed.sort((a, b) => a.key[0] - b.key[0] || compare(a.key[1], b.key[1]) || a.key[2] - b.key[2] || compare(a.key[3], b.key[3]));
  return keyed.map((entry) => entry.file);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
