/** Dangerous code per language, each found by one rule of the pack on one line, and its harmless twin. */

export interface Sample {
  readonly language: 'python' | 'javascript' | 'typescript' | 'go' | 'java';
  readonly rule: string;
  readonly extension: string;
  /** Begins a comment to the end of the line. */
  readonly comment: string;
  readonly code: string;
  /** The line with the finding, as it stands in `code`. */
  readonly line: string;
  readonly harmless: string;
}

function sample(
  language: Sample['language'],
  rule: string,
  extension: string,
  lines: readonly string[],
  at: number,
  harmless: string,
): Sample {
  const comment = language === 'python' ? '#' : '//';
  const code = `${lines.join('\n')}\n`;
  const line = lines[at] ?? '';
  return { language, rule, extension, comment, code, line, harmless: code.replace(line, harmless) };
}

export const pythonCommand = sample(
  'python',
  'python-command-injection',
  'py',
  ['import os', 'from flask import request', '', 'def ping():', "    os.system('ping ' + request.args['host'])"],
  4,
  "    os.getenv('PATH')",
);
export const pythonQuery = sample(
  'python',
  'python-sql-injection',
  'py',
  ['from flask import request', '', 'def find(cursor):', '    cursor.execute("select * from t where n = \'" + request.args["n"] + "\'")'],
  3,
  '    cursor.execute("select 1")',
);
export const scriptCommand = sample(
  'javascript',
  'javascript-command-injection',
  'js',
  [
    "const { exec } = require('child_process');",
    'function ping(req, res) {',
    "  exec('ping ' + req.query.host);",
    '}',
    'module.exports = ping;',
  ],
  2,
  "  res.send('pong');",
);
export const scriptEval = sample(
  'javascript',
  'javascript-code-injection',
  'js',
  ['function sum(req, res) {', '  res.send(String(eval(req.query.text)));', '}', 'module.exports = sum;'],
  1,
  '  res.send(String(Number(req.query.text)));',
);
export const typedCommand = sample(
  'typescript',
  'javascript-command-injection',
  'ts',
  [
    "import { exec } from 'node:child_process';",
    'export function ping(req: Request, res: Response): void {',
    "  exec('ping ' + req.query.host);",
    '}',
  ],
  2,
  "  res.send('pong');",
);
export const goCommand = sample(
  'go',
  'go-command-injection',
  'go',
  [
    'package main',
    '',
    'import (',
    '\t"net/http"',
    '\t"os/exec"',
    ')',
    '',
    'func ping(w http.ResponseWriter, r *http.Request) {',
    '\texec.Command("sh", "-c", "ping "+r.FormValue("host")).Run()',
    '}',
  ],
  8,
  '\texec.Command("true").Run()',
);
export const javaCommand = sample(
  'java',
  'java-command-injection',
  'java',
  [
    'import javax.servlet.http.HttpServletRequest;',
    '',
    'class Ping {',
    '  void ping(HttpServletRequest request) throws Exception {',
    '    Runtime.getRuntime().exec("sh -c ping " + request.getParameter("host"));',
    '  }',
    '}',
  ],
  4,
  '    System.gc();',
);

export const samples: readonly Sample[] = [pythonCommand, pythonQuery, scriptCommand, scriptEval, typedCommand, goCommand, javaCommand];
/** One per language. */
export const languages: readonly Sample[] = [pythonCommand, scriptCommand, typedCommand, goCommand, javaCommand];

/** The code with its dangerous line replaced. */
export function withLine({ code, line }: Sample, replacement: string): string {
  return code.replace(line, () => replacement);
}
