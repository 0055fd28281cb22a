/** Code made to be slow to read, out of the rules' own patterns. Unbounded, single lines of it took minutes. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import { changedFile } from '#test/diff/changed-file-of.ts';

const folder = new URL('../../src/suspect/', import.meta.url);
const source = readdirSync(folder)
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

/** What the regular expressions of the rules look for, as text: between their brackets and bars. */
function fragments(): readonly string[] {
  const found = [
    ...source.matchAll(/(?<=[\s(`!])\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/[imsu]*(?=[,;.)\s])|String\.raw`([^`]+)`/gu),
  ];
  const parts = found.flatMap(([, literal, raw]) =>
    (literal ?? raw ?? '')
      .replaceAll(/\(\?(?:[:=!]|<[=!])/gu, '(')
      .replaceAll(/\[(?:\\.|[^\]\\])*\]/gu, 'x')
      .split(/(?<!\\)[|()]/u)
      .map((part) =>
        part
          .replaceAll(/\\[wW]/gu, 'a')
          .replaceAll(/\\[sbBnS]|[\^$]/gu, ' ')
          .replaceAll(/\\(.)/gu, '$1'),
      ),
  );
  return [...new Set(parts)].filter((part) => part.trim().length > 0);
}

const heads = {
  ts: 'export async function f(req, res) {',
  py: 'async def f(request):',
  go: 'func (s *S) f(w http.ResponseWriter, r *http.Request) {',
  java: 'public void f(String text) {',
};

function assertQuick(extension: keyof typeof heads, body: readonly string[], what: string): void {
  const lines = [heads[extension], ...body, '}'];
  const before = process.cpuUsage();
  findSuspicions(changedFile(`a.${extension}`, lines), lines.join('\n'));
  const { user } = process.cpuUsage(before);
  // Processor time, so that a busy machine does not matter; 0.3 to 1 s here.
  assert.ok(user < 4_000_000, `${what} in ${extension}: ${user / 1000} ms`);
}

suite('hostile code', () => {
  const all = fragments();

  test('its fragments are those of many rules', () => assert.ok(all.length > 1_000, String(all.length)));

  for (const [index, extension] of (['ts', 'py', 'go', 'java'] as const).entries()) {
    test(`${extension}: 398 long lines of one fragment each`, () => {
      const own = all.filter((_, at) => at % 4 === index).slice(0, 398);
      assertQuick(
        extension,
        own.map((one) => `  ${one.repeat(500 / one.length + 1).slice(0, 495)}`),
        'long lines',
      );
    });

    test(`${extension}: blocks in blocks, and calls without an end`, () => {
      for (const one of ['a.b(', 'if (!this.a) {', 'for (const a of this.b) {', 'const a = req.body.a'])
        assertQuick(
          extension,
          Array.from({ length: 398 }, (_, depth) => ' '.repeat(depth + 1) + one),
          one,
        );
    });
  }
});
