/** Bytes that a compiler reads as the dangerous code, and another reader might not. */
import type { Evasion } from './evasion.ts';
import { one } from './evasion.ts';
import {
  goCommand,
  javaCommand,
  languages,
  pythonCommand,
  pythonQuery,
  scriptCommand,
  scriptEval,
  typedCommand,
  withLine,
} from './samples.ts';

const mark = '\uFEFF';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
function utf32(text: string, little: boolean): Buffer {
  const points = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [index, point] of points.entries()) {
    if (little) bytes.writeUInt32LE(point, index * 4);
    else bytes.writeUInt32BE(point, index * 4);
  }
  return bytes;
}
const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** What can be done to any code; harmless code stays harmless under those that are understood (`found`). */
export const forAll: readonly (readonly [string, (code: string) => string | Buffer, Evasion['expect']])[] = [
  ['UTF-8 with a mark', (code) => mark + code, 'found'],
  ['UTF-16LE with a mark', (code) => Buffer.from(mark + code, 'utf16le'), 'found'],
  ['UTF-16BE with a mark', (code) => utf16be(mark + code), 'found'],
  ['UTF-32LE with a mark', (code) => utf32(mark + code, true), 'found'],
  ['UTF-32BE with a mark', (code) => utf32(mark + code, false), 'found'],
  ['UTF-16LE', (code) => Buffer.from(code, 'utf16le'), 'red'],
  ['UTF-16BE', (code) => utf16be(code), 'red'],
  ['UTF-32LE', (code) => utf32(code, true), 'red'],
  ['two marks', (code) => mark + mark + code, 'red'],
  ['a NUL at the end', (code) => `${code}\0`, 'red'],
  ['CRLF', (code) => code.replaceAll('\n', '\r\n'), 'found'],
  ['trailing bytes that are no UTF-8', (code) => bytes(code, [0xff, 0xfe, 0x0a]), 'red'],
  ['an ELF head', (code) => bytes([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], code), 'red'],
  ['no line end at the end', (code) => code.trimEnd(), 'found'],
  ['a form feed', (code) => `\f\n${code}`, 'red'],
  ['control Z before the code', (code) => `\u001A\n${code}`, 'red'],
];

const cookies = [
  'utf-7',
  'utf_7',
  'rot13',
  'rot_13',
  'unicode_escape',
  'raw_unicode_escape',
  'shift_jis',
  'iso-2022-jp',
  'hz',
  'utf-16',
  'utf-32',
  'idna',
  'punycode',
  'cp037',
  'cp500',
  'gbk',
  'big5',
  'base64',
  'zip',
  'mbcs',
];

const fullWidth = (text: string): string => text.replace(/[a-z]/gu, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x61 + 0xff41));
const bold = (text: string): string => text.replace(/[a-z]/gu, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x61 + 0x1d41a));

export const encodingEvasions: readonly Evasion[] = [
  ...languages.flatMap((sample) =>
    forAll.map(([name, change, expect]) =>
      // What one reader shows and another hides is refused where it is not understood; Go has no marks but its own.
      one(`${sample.language}: ${name}`, `a.${sample.extension}`, change(sample.code), expect),
    ),
  ),
  ...cookies.flatMap((cookie) => [
    one(`python in ${cookie}`, 'a.py', `# -*- coding: ${cookie} -*-\n${pythonCommand.code}`, 'red'),
    one(
      `python in ${cookie} on its second line`,
      'a.py',
      `#!/usr/bin/python\n# vim: set fileencoding=${cookie} :\n${pythonQuery.code}`,
      'red',
    ),
  ]),
  one('python in UTF-7, hidden', 'a.py', '# coding: utf-7\nimport os\n+AG8AcwAuAHMAeQBzAHQAZQBt-(input())\n', 'red'),
  one('python in escapes, hidden', 'a.py', '# coding: unicode_escape\nx = 1 #\\u000aimport os; os.system(input())\n', 'red'),
  one('python in latin-1', 'a.py', bytes('# coding: latin-1\n', [0x23, 0xe9, 0x0a], pythonCommand.code)),
  one('python: bytes that are no UTF-8 and no cookie', 'a.py', bytes([0x23, 0xe9, 0x0a], pythonCommand.code), 'red'),
  one('python: full-width letters', 'a.py', withLine(pythonCommand, `    os.${fullWidth('system')}('ping ' + request.args['host'])`)),
  one(
    'python: bold letters',
    'a.py',
    withLine(pythonCommand, `    ${bold('os')}.${bold('system')}('ping ' + ${bold('request')}.args['host'])`),
  ),
  one('python: a lone carriage return ends a comment', 'a.py', pythonCommand.code.replace('\n', '\n# comment\r').replaceAll('\n', '\r')),
  one('python: all line ends are carriage returns', 'a.py', pythonQuery.code.replaceAll('\n', '\r')),
  one('python: a line goes on', 'a.py', withLine(pythonCommand, "    os.\\\nsystem('ping ' + \\\n  request.args['host'])")),
  one('python: spaces in a name', 'a.py', withLine(pythonCommand, "    os . system  (\n'ping ' + request . args [ 'host' ] )")),
  one('python: two statements on a line', 'a.py', withLine(pythonCommand, "    x = 1; os.system('ping ' + request.args['host']);")),
  one('python: tabs and form feeds', 'a.py', pythonCommand.code.replace('    os', '\t\fos'), 'red'),
  one('javascript: \\u in names', 'a.js', withLine(scriptEval, '  res.send(String(\\u0065v\\u0061l(req.query.text)));')),
  one('javascript: \\u{} in names', 'a.js', withLine(scriptEval, '  res.send(String(\\u{65}v\\u{000061}l(req.query.text)));')),
  one('typescript: \\u in names', 'a.ts', withLine(typedCommand, "  \\u0065xec('ping ' + req.query.host);")),
  one(
    'javascript: U+2028 ends a comment',
    'a.js',
    withLine(scriptEval, '  // comment\u2028  res.send(String(eval(req.query.text)));'),
    'red',
  ),
  one(
    'javascript: U+2029 ends a comment',
    'a.js',
    withLine(scriptEval, '  // comment\u2029  res.send(String(eval(req.query.text)));'),
    'red',
  ),
  one('typescript: U+2028 ends a comment', 'a.ts', withLine(typedCommand, "  // comment\u2028  exec('ping ' + req.query.host);"), 'red'),
  one(
    'javascript: a lone carriage return ends a comment',
    'a.js',
    withLine(scriptEval, '  // comment\r  res.send(String(eval(req.query.text)));'),
  ),
  one('javascript: an HTML comment', 'a.js', `<!-- hidden\n${scriptEval.code}--> end\n`, 'red'),
  one(
    'javascript: an HTML comment ends what follows',
    'a.js',
    withLine(scriptEval, '  var a; a<!--a\n  ;res.send(String(eval(req.query.text)));'),
    'red',
  ),
  one('javascript: a first line with a program', 'a.js', `#!/usr/bin/env node\n${scriptCommand.code}`),
  one('javascript: in a label and a comma', 'a.js', withLine(scriptEval, '  x: { (0, res.send(String(eval(req.query.text)))); }')),
  one('java: \\u in names', 'a.java', javaCommand.code.replace('getRuntime', 'get\\u0052untime')),
  one('java: \\uuuu in names', 'a.java', javaCommand.code.replace('exec', 'e\\uuuu0078ec')),
  one('java: an escaped line end ends a comment', 'a.java', withLine(javaCommand, `    // fine \\u000a ${javaCommand.line.trim()}`), 'red'),
  one(
    'java: an escaped carriage return ends a comment',
    'a.java',
    withLine(javaCommand, `    // fine \\u000d ${javaCommand.line.trim()}`),
    'red',
  ),
  one('java: an escaped end of a comment', 'a.java', withLine(javaCommand, `    /* \\u002a\\u002f ${javaCommand.line.trim()} /* */`)),
  one('java: a lone carriage return ends a comment', 'a.java', withLine(javaCommand, `    // fine\r${javaCommand.line}`)),
  one(
    'java: all in escapes',
    'a.java',
    javaCommand.code.replace(/[a-zA-Z]/gu, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
  ),
  one(
    'java: a high byte before a quote',
    'a.java',
    bytes(javaCommand.code.replace('    Runtime', '    String s = "'), [0x81, 0x22, 0x3b, 0x0a]),
    'red',
  ),
  one('go: a carriage return in a comment', 'a.go', withLine(goCommand, `\t// x\r\n${goCommand.line}`)),
  one('go: a byte order mark in the middle', 'a.go', withLine(goCommand, `\t// ${mark}\n${goCommand.line}`), 'red'),
  one('bidirectional marks', 'a.js', withLine(scriptEval, `  /*\u202E } \u2066*/ ${scriptEval.line.trim()} /*\u2069 \u2066*/`)),
];
