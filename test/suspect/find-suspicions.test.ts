import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { isCommentableRange } from '#src/diff/commentable.ts';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import type { ChangedFile } from '#src/diff/changed-file.ts';
import { changedFile } from '#test/diff/changed-file-of.ts';
import { changedFiles as changedTexts } from './sign-row.ts';

type Row = readonly [name: string, path: string, before: string | undefined, after: string, ...rest: unknown[]];

function changedFiles(rows: readonly Row[]): ChangedFile[] {
  return changedTexts(rows.map(([, path, before, after]) => ({ path, before, after })));
}

function signsOf(file: ChangedFile | undefined, after: string): string[] {
  return file === undefined ? ['no file'] : findSuspicions(file, after).map(({ kind, line }) => `${kind} ${line}`);
}

/** Name, path, before, after, what is to be seen. Names and code are other than those of any bench. */
const signs: readonly (readonly [string, string, string | undefined, string, readonly string[]])[] = [
  [
    'await removed',
    'a.ts',
    'async function f() {\n  await mail.send(x);\n  done();\n}\n',
    'async function f() {\n  mail.send(x);\n  done();\n}\n',
    ['lost-await 2'],
  ],
  [
    'comparison widened',
    'a.go',
    'func f() {\n\tif n < limit {\n\t\tgo()\n\t}\n}\n',
    'func f() {\n\tif n <= limit {\n\t\tgo()\n\t}\n}\n',
    ['turned-around 2'],
  ],
  [
    'and became or',
    'a.py',
    'def f(a, b):\n    if a.ok and b.ok:\n        go()\n',
    'def f(a, b):\n    if a.ok or b.ok:\n        go()\n',
    ['turned-around 2'],
  ],
  [
    'negation lost',
    'a.js',
    'function f(u) {\n  if (!u.active) stop();\n}\n',
    'function f(u) {\n  if (u.active) stop();\n}\n',
    ['negated 2'],
  ],
  ['plus one', 'a.java', 'void f() {\n  use(list.subList(0, n));\n}\n', 'void f() {\n  use(list.subList(0, n + 1));\n}\n', ['nudged 2']],
  [
    'arguments swapped',
    'a.ts',
    'function f() {\n  copy(source, target);\n}\n',
    'function f() {\n  copy(target, source);\n}\n',
    ['swapped 2'],
  ],
  ['check removed', 'a.rb', 'def f(order)\n  return if order.nil?\n  ship(order)\nend\n', 'def f(order)\n  ship(order)\nend\n', []],
  [
    'guard removed',
    'a.ts',
    'function f(order) {\n  if (order === null) {\n    return;\n  }\n  ship(order);\n}\n',
    'function f(order) {\n  ship(order);\n}\n',
    ['lost-check 2'],
  ],
  ['SQL joined', 'a.py', undefined, 'def f(c, who):\n    c.execute(f"SELECT * FROM t WHERE who = \'{who}\'")\n', ['sql 2']],
  [
    'SQL joined in script',
    'a.js',
    undefined,
    'function f(db, who) {\n  return db.query("SELECT * FROM t WHERE who = \'" + who + "\'");\n}\n',
    ['sql 2'],
  ],
  ['secret in code', 'a.go', undefined, 'package a\n\nconst dbPassword = "tr0ub4dor&3x"\n', ['secret 3']],
  ['shell', 'a.py', undefined, 'import os\n\ndef f(name):\n    os.system("rm " + name)\n', ['shell 4']],
  [
    'async forEach',
    'a.ts',
    undefined,
    'export async function f(users) {\n  users.forEach(async (user) => {\n    await mail(user);\n  });\n}\n',
    ['async-callback 2'],
  ],
  [
    'async function not awaited',
    'a.ts',
    undefined,
    'async function store(x) {\n  await put(x);\n}\nexport async function f(x) {\n  store(x);\n  return 1;\n}\n',
    ['unawaited 5'],
  ],
  [
    'loop past the end',
    'a.java',
    undefined,
    'int f(int[] a) {\n  int s = 0;\n  for (int i = 0; i <= a.length; i++) s += a[i];\n  return s;\n}\n',
    ['loop-bound 3'],
  ],
  ['pages rounded', 'a.py', undefined, 'def f(n, size):\n    num_pages = round(n / size)\n    return num_pages\n', ['page-count 2']],
  [
    'list that grows',
    'a.ts',
    undefined,
    'class Log {\n  private rows: string[] = [];\n  add(row: string) {\n    this.rows.push(row);\n  }\n}\n',
    ['grows 4'],
  ],
  ['interval forever', 'a.ts', undefined, 'export function f() {\n  setInterval(poll, 1000);\n}\n', ['never-released 2']],
  [
    'remove that removes nothing',
    'a.ts',
    undefined,
    'class Pool {\n  removeUser(id: string) {\n    const user = this.users.at(id);\n    log(user);\n  }\n  add(user: User) {\n    return this.users.push(user);\n  }\n  end() {\n    this.users.length = 0;\n  }\n}\n',
    ['cleans-nothing 4'],
  ],
  ['swallowed error', 'a.py', undefined, 'def f():\n    try:\n        go()\n    except Exception:\n        pass\n', ['swallowed 4']],
  [
    'swallowed error in script',
    'a.js',
    undefined,
    'function f() {\n  try {\n    go();\n  } catch (e) {\n    console.log(e);\n  }\n}\n',
    ['swallowed 4'],
  ],
  [
    'look-up that misses',
    'a.ts',
    undefined,
    'function f(users, id) {\n  const user = users.find((one) => one.id === id);\n  return user.name;\n}\n',
    ['unguarded-lookup 3'],
  ],
  [
    'caller left behind',
    'a.py',
    'def area(w):\n    return w\n\n\ndef f():\n    x = 1\n    y = 2\n    z = 3\n    return area(1)\n',
    'def area(w, h):\n    return w\n\n\ndef f():\n    x = 1\n    y = 2\n    z = 3\n    return area(1)\n',
    ['stale-call 1'],
  ],
];

suite('signs', () => {
  const files = changedFiles(signs);
  for (const [index, [name, , , after, expected]] of signs.entries())
    test(name, () => assert.deepEqual(signsOf(files[index], after), expected));
});

/** Ordinary code near the rules' edges: nothing to ask about. */
const quiet: readonly (readonly [string, string, string | undefined, string])[] = [
  [
    'await moved to a return',
    'a.ts',
    'async function f() {\n  const x = await load(1);\n  return x;\n}\n',
    'async function f() {\n  return load(1);\n}\n',
  ],
  ['several changes on a line', 'a.ts', 'function f() {\n  if (a < b) go(1);\n}\n', 'function f() {\n  if (count <= most) stop(2);\n}\n'],
  [
    'a check moved',
    'a.ts',
    'function f(o) {\n  if (o === null) {\n    return;\n  }\n  go(o);\n}\n',
    'function f(o) {\n  start();\n  if (o === null) return;\n  go(o);\n}\n',
  ],
  ['SQL with parameters', 'a.py', undefined, 'def f(c, who):\n    c.execute("SELECT * FROM t WHERE who = %s", (who,))\n'],
  [
    'secret from the environment',
    'a.ts',
    undefined,
    'export const password = process.env.DB_PASSWORD;\nexport const tokenType = "bearer";\n',
  ],
  ['secret in a test', 'test/a.ts', undefined, 'const password = "tr0ub4dor&3x";\n'],
  [
    'list with an end',
    'a.ts',
    undefined,
    'class Log {\n  private rows: string[] = [];\n  add(row: string) {\n    this.rows.push(row);\n    if (this.rows.length > 9) this.rows.shift();\n  }\n}\n',
  ],
  ['local list', 'a.ts', undefined, 'function f(a) {\n  const rows = [];\n  for (const one of a) rows.push(one);\n  return rows;\n}\n'],
  ['awaited map', 'a.ts', undefined, 'async function f(a) {\n  await Promise.all(a.map(async (one) => load(one)));\n}\n'],
  [
    'error passed on',
    'a.ts',
    undefined,
    'function f() {\n  try {\n    go();\n  } catch (cause) {\n    throw new Error("no", { cause });\n  }\n}\n',
  ],
  [
    'look-up with a check',
    'a.ts',
    undefined,
    'function f(users, id) {\n  const user = users.find((one) => one.id === id);\n  if (!user) return;\n  return user.name;\n}\n',
  ],
  ['words in a comment', 'a.ts', undefined, '// eval(x) and setInterval(y) and os.system("a" + b)\nexport const a = 1;\n'],
  ['prose', 'a.md', undefined, 'password = "tr0ub4dor&3x"\n'],
];

suite('no signs', () => {
  const files = changedFiles(quiet);
  for (const [index, [name, , , after]] of quiet.entries()) test(name, () => assert.deepEqual(signsOf(files[index], after), []));
});

test('property: whatever the code, a sign stands on lines that GitHub takes a comment on, and nothing throws', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '}',
      '  }',
      'class A {',
      '  delete(x) {',
      '    this.a.push(x);',
      '    await this.b.save();',
      'if (!x) {',
      '  x = y.find(z);',
      '`',
      'f"""',
      'password = "tr0ub4dor"',
    ),
    fc.string({ maxLength: 60 }),
  );
  const text = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));
  const row = fc.tuple(fc.constant(''), fc.constantFrom('a.ts', 'a.py', 'a.go', 'x'), text, text, fc.boolean());
  fc.assert(
    fc.property(fc.array(row, { minLength: 40, maxLength: 40 }), (rows) => {
      for (const [index, file] of changedFiles(rows).entries()) {
        const [, , , after, known] = rows[index] ?? ['', '', '', '', false];
        for (const { startLine, line: end } of findSuspicions(file, known ? after : undefined))
          assert.ok(isCommentableRange(file, 'RIGHT', startLine, end), `${startLine}-${end}`);
      }
    }),
    { numRuns: 4 },
  );
});

test('a line of a megabyte and a file of many lines: work is bounded', () => {
  const long = 'a.b('.repeat(260_000);
  const many = Array.from(
    { length: 8_000 },
    (_, index) => `  const x${index} = this.rows.get(${index}); this.rows${index}.set(x${index});`,
  );
  assert.deepEqual(signsOf(changedFile('a.ts', [long]), long), []);
  const lines = ['class A {', ' f() {', ...many, ' }', '}'];
  const before = process.cpuUsage();
  findSuspicions(changedFile('a.ts', lines), lines.join('\n'));
  // Processor time, so that a busy machine does not matter. Unbounded it is minutes.
  assert.ok(process.cpuUsage(before).user < 10_000_000, String(process.cpuUsage(before).user));
});
