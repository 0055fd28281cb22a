/** Shapes of ordinary code that once raised false alarms on merged changes of public repositories. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewChange } from '#src/suspect/change-view.ts';
import { findSuspicions } from '#src/suspect/find-suspicions.ts';
import { changedFileOf } from '#test/diff/changed-file-of.ts';

const kinds = (path: string, before: string | undefined, after: string): readonly string[] =>
  findSuspicions(changedFileOf(path, before, after), after).map(({ kind }) => kind);

const ordinary: readonly (readonly [what: string, path: string, before: string | undefined, after: string])[] = [
  [
    'a constant marked safe',
    'a.py',
    undefined,
    'from django.utils.safestring import mark_safe\n\n\ndef mark():\n    return [mark_safe("["), mark_safe(\'](\')]\n',
  ],
  [
    'code in the comment of a package',
    'doc.go',
    undefined,
    '/*\nPackage x.\n\n\tfunc (a *auth) Populate(w http.ResponseWriter) {\n\t\ta.users["0"] = "user0"\n\t\tgo func() {}()\n\t}\n*/\npackage x\n',
  ],
  [
    'code in a docstring',
    'a.py',
    undefined,
    'def convert(value):\n    """Like this:\n\n    hashlib.md5(password)\n    eval(request.args["x"])\n    """\n    return value\n',
  ],
  [
    'a condition turned together with its branches',
    'a.ts',
    'export function f(a: number) {\n  if (a !== 1) {\n    return other(a);\n  }\n  return one();\n}\n',
    'export function f(a: number) {\n  if (a === 1) {\n    return one();\n  }\n  return other(a);\n}\n',
  ],
  [
    'a final instance',
    'A.java',
    undefined,
    'abstract class A {\n  static final A INSTANCE;\n\n  static {\n    A made = null;\n    if (made == null) made = new B();\n    INSTANCE = made;\n  }\n}\n',
  ],
  [
    'a guarded divisor',
    'a.ts',
    undefined,
    'export function share(progress) {\n  return (progress.loaded * 100) / (progress.total || 1);\n}\n',
  ],
  [
    'the value of an arrow on its own line',
    'a.ts',
    undefined,
    'export async function send(nodes) {\n  await Promise.all(\n    nodes.map((node) =>\n      upload(node)\n    )\n  );\n}\n\nexport async function upload(node) {\n  return await post(node);\n}\n',
  ],
  [
    'a code made for somebody, not shown',
    'A.java',
    undefined,
    'class A {\n  void f(String email) {\n    log.debug("Generated login code for email \'{}\'", email);\n  }\n}\n',
  ],
  [
    'a query that is composed of identifiers',
    'a.py',
    undefined,
    'def count(db, table):\n    query = sql.SQL("SELECT count(*) FROM {} WHERE a = 1").format(sql.Identifier(table))\n    return db.execute(query)\n',
  ],
  [
    'only the extension of an uploaded name',
    'a.py',
    undefined,
    'def store(upload):\n    path = os.path.join(folder(), "source" + _extension(upload.filename))\n    upload.save(path)\n    return path\n',
  ],
  [
    'a find that gives a list',
    'a.js',
    undefined,
    'async function dispatch(event) {\n  const hooks = await store.find({ active: true });\n  return hooks.filter((hook) => hook.events.includes(event.type));\n}\n',
  ],
];
for (const [what, path, before, after] of ordinary) test(`no sign: ${what}`, () => assert.deepEqual(kinds(path, before, after), []));

test('a condition turned alone is one', () => {
  const before = 'export function f(a: number) {\n  if (a !== 1) {\n    return other(a);\n  }\n  return one();\n}\n';
  assert.deepEqual(kinds('a.ts', before, before.replace('!==', '===')), ['turned-around']);
});

test('a query in quotes over several lines is code', () => {
  const after =
    'def find(db, name):\n    return db.execute(\n        f"""\n        select * from users where name = \'{name}\'\n        """\n    )\n';
  assert.deepEqual(kinds('a.py', undefined, after), ['sql']);
});

test('a line that is made to keep the rules busy is no code, and a long line of code is', () => {
  const busy = 'a.'.repeat(250);
  const code = `const sum = ${Array.from({ length: 40 }, (_, at) => `item${at}.price`).join(' + ')};`;
  const after = `${busy}\n${code}\n`;
  const { lines } = viewChange(changedFileOf('a.ts', undefined, after), after);
  assert.deepEqual([lines[0], lines[1]?.slice(0, 30)], ['', code.slice(0, 30)]);
});
