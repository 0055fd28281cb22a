/** Signs that proposed tests test nothing of the file, by fixed rules. Pure. */

const defines =
  /\b(?:def|function|class|func|fn|fun|interface|struct|const|let|var|val)\s+(?:\([^)\n]{0,80}\)\s*)?([A-Za-z_$][\w$]{1,60})/gu;
const checks = /\bassert\w*|\bexpect\b|\bshould\b|\bt\.(?:Error|Fatal|Is|is)\w*|\brequire\.\w|\bverify\b|\braises\b|\bmust\w*\b/iu;

/** In whole sentences. */
export function doubtsAboutTests(path: string, file: string, tests: string): readonly string[] {
  const names = [...file.slice(0, 200_000).matchAll(defines)].map(([, name = '']) => name);
  const used = new Set(tests.match(/[A-Za-z_$][\w$]*/gu));
  const [, module = ''] = /([^/]+)\.(?:py|[cm]?[jt]sx?)$/u.exec(path) ?? [];
  const brought = tests.split('\n').some((line) => /\b(?:import|from|require)\b/u.test(line) && line.includes(module));
  return [
    ...(module === '' || brought ? [] : ['Nothing in these tests imports the file.']),
    ...(names.length > 0 && !names.some((name) => used.has(name))
      ? ['None of the names that the file defines stands in these tests.']
      : []),
    ...(checks.test(tests) ? [] : ['Nothing in these tests checks a result.']),
  ];
}
