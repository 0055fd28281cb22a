import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { fuzzedComments } from './fuzz.ts';
import { complaintAbout } from './oracle.ts';
import { parseCommand } from '#src/command/parse-command.ts';
import { definitions } from '#src/command/verbs.ts';
import { verbNames } from '#src/policy/verb-names.ts';

const id = '0a1b2c3d4e5f';

suite('the grammar of /ai', () => {
  test('commands', () => {
    const cases: readonly (readonly [string, object])[] = [
      ['/ai', { verb: 'help' }],
      ['/ai \t ', { verb: 'help' }],
      ['/ai Status', { verb: 'status' }],
      ['/ai status\r\nthank you\n/ai accept', { verb: 'status' }],
      ['/ai why', { verb: 'why', id: undefined }],
      [`/ai why ${id}`, { verb: 'why', id }],
      [`/ai waive ${id} reason: tests only`, { verb: 'waive', id, until: undefined, reason: 'tests only' }],
      [`/ai waive ${id} until:2027-01-31 reason: tests only`, { verb: 'waive', id, until: '2027-01-31', reason: 'tests only' }],
      ['/ai shell  list big files ', { verb: 'shell', wish: 'list big files' }],
      ['/ai tests', { verb: 'tests', path: undefined }],
      ['/ai tests src/Größe/a-b_c.test.py', { verb: 'tests', path: 'src/Größe/a-b_c.test.py' }],
      ['/ai tests .github/x.ts', { verb: 'tests', path: '.github/x.ts' }],
      ['/ai release-notes', { verb: 'release-notes', since: undefined }],
      ['/ai release-notes pkg/v1.2.0-rc.1', { verb: 'release-notes', since: 'pkg/v1.2.0-rc.1' }],
      ['/ai memory', { verb: 'memory', forget: undefined }],
      [`/ai memory forget ${id}`, { verb: 'memory', forget: id }],
      [`/ai unwaive ${id}`, { verb: 'unwaive', id }],
      [`/ai dismiss ${id}  the caller checks`, { verb: 'dismiss', id, reason: 'the caller checks' }],
      ['/ai ask  how is it/that  done? ', { verb: 'ask', question: 'how is it/that  done?' }],
      ['/ai explain src/a b.ts', { verb: 'explain', place: { path: 'src/a b.ts', lines: undefined } }],
      ['/ai explain `src/a.ts:7`', { verb: 'explain', place: { path: 'src/a.ts', lines: { from: 7, to: 7 } } }],
      ['/ai explain src/a.ts#L7-L9', { verb: 'explain', place: { path: 'src/a.ts', lines: { from: 7, to: 9 } } }],
      ['/ai pause', { verb: 'pause', scope: 'pull' }],
      ['/ai resume repository', { verb: 'resume', scope: 'repository' }],
    ];
    for (const [body, command] of cases) assert.deepEqual(parseCommand(body), { kind: 'command', command }, body);
  });

  test('a place to explain is a path that git could hold, and lines in their order', () => {
    for (const text of ['', '/etc/passwd', '../x', 'a/../b', './a', 'a//b', 'a/', 'a.ts:9-7', 'a.ts:0', 'x'.repeat(500), 'a\u0000b'])
      assert.equal(parseCommand(`/ai explain ${text}`).kind, 'misused', text);
    assert.equal(parseCommand('/ai ask').kind, 'misused');
    // A thread has a place of its own.
    assert.deepEqual(parseCommand('/ai explain', 'thread'), { kind: 'command', command: { verb: 'explain', place: undefined } });
  });

  test('every example of the documentation is the command that it stands for', () => {
    for (const verb of verbNames) {
      const parsed = parseCommand(definitions[verb].example);
      assert.equal(parsed.kind === 'command' && parsed.command.verb, verb);
      assert.ok(definitions[verb].usage.startsWith(`/ai ${verb}`));
    }
  });

  test('T58, T59: quotes, code, later lines and look-alikes are nothing', () => {
    const nothing = [
      '> /ai accept',
      '`/ai accept`',
      '```\n/ai accept\n```',
      '    /ai accept',
      '<!-- /ai accept -->',
      '<!--\n/ai accept -->',
      '- /ai accept',
      'hello\n/ai accept',
      '\n/ai accept',
      ' /ai accept',
      'On Monday Maya wrote:\n> /ai accept',
      '/аi accept',
      '/aі accept',
      '／ai accept',
      '/ａｉ accept',
      '/a\u200Bi accept',
      '\u200B/ai accept',
      '\uFEFF/ai accept',
      '\u202E/ai accept',
      '/AI accept',
      '/Ai accept',
      '/ai\u00A0accept',
      '/ai\u2028accept',
      '/aiaccept',
      '/ai,accept',
      '/ai: accept',
      '@ai accept',
      '',
    ];
    for (const body of nothing) assert.deepEqual(parseCommand(body), { kind: 'none' }, JSON.stringify(body));
  });

  test('T61, T62: options, addresses and shell words reach nothing', () => {
    // What follows `/ai edit` is words for the draft, and reaches nothing but a model's wish.
    for (const verb of verbNames.filter((one) => one !== 'edit'))
      for (const more of [
        '--model.base_url=http://evil',
        '--openai.key=x',
        '--config.x',
        '__x',
        '—config.x',
        '–x',
        'http://evil',
        '../x',
        '$(id)',
        "'; drop table x",
        'o/r#1',
        'x'.repeat(100_000),
      ]) {
        const parsed = parseCommand(`/ai ${verb} ${more}`);
        const { kind } = parsed;
        // A question and a wish are words, whatever they are: they reach the index and the model's data, and nothing else. A file
        // may be called so; it is looked for in the list of the head's files, and nowhere else.
        if (kind === 'command' && parsed.command.verb === 'ask') assert.equal(parsed.command.question, more);
        else if (kind === 'command' && parsed.command.verb === 'explain') assert.equal(parsed.command.place?.path, more);
        else if (kind === 'command' && parsed.command.verb === 'shell') assert.equal(parsed.command.wish, more);
        else if (verb === 'tests' && more === '__x') assert.equal(kind, 'command');
        else assert.ok(kind === 'misused' || (kind === 'unknown' && more.length > 900), `${verb} ${more.slice(0, 40)}: ${kind}`);
      }
  });

  test('paths and revisions: nothing that a program could take for more', () => {
    for (const path of [
      '/etc/passwd',
      '../x',
      'a/../b',
      './x',
      'a//b',
      'a/',
      '.',
      '-x',
      '--',
      'a b',
      'a:b',
      'a\\b',
      'a*',
      '~/x',
      "a'b",
      'a\u202Eb',
    ])
      assert.equal(parseCommand(`/ai tests ${path}`).kind, 'misused', path);
    for (const since of ['-v1', 'v1..v2', 'v1...main', 'o:main', 'v1^', 'v1~2', '@{1}', 'v1/', 'x.lock', 'v 1', '/v1', 'vё'])
      assert.equal(parseCommand(`/ai release-notes ${since}`).kind, 'misused', since);
    assert.equal(parseCommand('/ai shell').kind, 'misused');
    assert.equal(parseCommand('/ai shell ...').kind, 'misused');
    assert.equal(parseCommand('/ai memory forget').kind, 'misused');
  });

  test('mistyped: the nearest is offered, nothing else', () => {
    const offers: readonly (readonly [string, string | undefined])[] = [
      ['acept', 'accept'],
      ['statsu', 'status'],
      ['pausse', 'pause'],
      ['x', undefined],
      ['approve', undefined],
      ['merge', undefined],
      ['constructor', undefined],
      ['__proto__', undefined],
      ['аccept', 'accept'],
    ];
    for (const [word, nearest] of offers) assert.deepEqual(parseCommand(`/ai ${word}`), { kind: 'unknown', word, nearest }, word);
  });

  test('100,000 fuzzed comments: no crash, no false command, none missed', () => {
    const kinds = new Map<string, number>();
    for (const body of fuzzedComments(100_000)) {
      const parsed = parseCommand(body);
      const complaint = complaintAbout(body, parsed);
      if (complaint !== undefined) assert.fail(`${complaint}: ${JSON.stringify(body)} → ${JSON.stringify(parsed)}`);
      kinds.set(parsed.kind, (kinds.get(parsed.kind) ?? 0) + 1);
    }
    // The fuzz reaches every way that a comment can be read.
    for (const kind of ['none', 'command', 'misused', 'unknown']) assert.ok((kinds.get(kind) ?? 0) > 500, `${kind}: ${kinds.get(kind)}`);
  });

  test('a reason comes through letter by letter, and never ends the line', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !/[\r\n]/u.test(text) && /\S/u.test(text));
    fc.assert(
      fc.property(words, (reason) => {
        const dismissed = parseCommand(`/ai dismiss ${id} ${reason.trimStart()}\nmore`);
        assert.deepEqual(dismissed, {
          kind: 'command',
          command: { verb: 'dismiss', id, reason: reason.trimStart().replace(/[ \t]+$/u, '') },
        });
        const waived = parseCommand(`/ai waive ${id} reason:${reason}`);
        assert.deepEqual(waived, { kind: 'command', command: { verb: 'waive', id, until: undefined, reason: reason.trim() } });
      }),
    );
  });
});
