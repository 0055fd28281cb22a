/** The doors between the rooms (docs/architecture.md). A forced door turns this red. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { findForcedDoors, readRooms } from './doors.ts';

const root = new URL('..', import.meta.url).pathname;
const sources = ['src', 'workers', 'sandbox', 'bench', 'test']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => path.endsWith('.ts') && !/^(?:sandbox\/samples\/[^/]+\/files|test\/policies\/[^/]+)\//u.test(path))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  );

suite('architecture', () => {
  test('every import goes through a door that the table allows', () => {
    assert.deepEqual(findForcedDoors(sources), []);
  });

  test('forced doors are found', () => {
    const forced = [
      { path: 'src/gate/x.ts', text: "import { a } from '#src/github/connect.ts';" },
      { path: 'src/github/x.ts', text: "import type { A } from '#src/records/work.ts';" },
      { path: 'src/diff/x.ts', text: "import { a } from '../finding/finding.ts';" },
      { path: 'src/diff/y.ts', text: "export { a } from '#src/finding/finding.ts';" },
      { path: 'src/untrusted/x.ts', text: "const a = await import('#src/model/create-model.ts');" },
      { path: 'sandbox/rest/x.ts', text: "import { a } from '#src/github/connect.ts';" },
      { path: 'src/review/x.ts', text: "import { Octokit } from '@octokit/rest';" },
      { path: 'src/summary/x.ts', text: 'const url = process.env.MODEL_BASE_URL;' },
      { path: 'src/summary/y.ts', text: "import { spawn } from 'node:child_process';" },
      { path: 'src/gate/helper.ts', text: '' },
    ];
    assert.deepEqual(
      findForcedDoors(forced).map((line) => line.split(':')[0]),
      forced.map(({ path }) => path),
    );
  });

  test('no import cycles', () => {
    assert.deepEqual(readRooms(sources).cycles, []);
  });

  test('no file is longer than 250 lines', () => {
    const long = sources
      .filter(({ path, text }) => text.split('\n').length > (path.startsWith('test/') ? 301 : 251))
      .map(({ path, text }) => `${path}: ${text.split('\n').length} lines`);
    assert.deepEqual(long, []);
  });
});
