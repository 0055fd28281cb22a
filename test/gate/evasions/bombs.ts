/** Files that try to exhaust parser, memory or time before the dangerous line is reached; and sizes that others leave out. */
import type { Evasion } from './evasion.ts';
import { one } from './evasion.ts';
import type { Sample } from './samples.ts';
import { goCommand, javaCommand, languages, pythonCommand, scriptCommand, scriptEval, typedCommand, withLine } from './samples.ts';

const DEPTH = 2000;
const nested = (open: string, close: string, middle = '1', depth = DEPTH): string => open.repeat(depth) + middle + close.repeat(depth);

function bomb(sample: Sample, name: string, code: string): Evasion {
  return one(`${sample.language}: ${name}`, `a.${sample.extension}`, code, 'red');
}

export const bombEvasions: readonly Evasion[] = [
  ...languages.flatMap((sample): readonly Evasion[] => {
    const unterminated = sample.language === 'python' ? '\nx = """\n' : '\n/* \n';
    const behind = (text: string): string => text + sample.code;
    return [
      one(`${sample.language}: behind 10,000 empty lines`, `a.${sample.extension}`, '\n'.repeat(10_000) + sample.code),
      one(
        `${sample.language}: behind a comment of 50 kB on one line`,
        `a.${sample.extension}`,
        `${sample.comment} ${'x'.repeat(50_000)}\n${sample.code}`,
      ),
      bomb(sample, 'with something unterminated at the end', sample.code + unterminated),
      bomb(sample, 'with something unterminated in front', `${unterminated}${sample.code}`),
      bomb(sample, 'with a stray closing bracket in front', behind(sample.language === 'python' ? ')\n' : '}\n')),
      bomb(sample, 'with conflict markers', withLine(sample, `<<<<<<< ours\n${sample.line}\n=======\n>>>>>>> theirs`)),
      one(`${sample.language}: larger than anything is read`, `a.${sample.extension}`, sample.code, 'red', { headSize: 10_000_001 }),
    ];
  }),
  bomb(pythonCommand, 'behind 1.1 MB of comments', '# nothing to see here, move on please\n'.repeat(30_000) + pythonCommand.code),
  bomb(pythonCommand, 'deep parentheses', `${pythonCommand.code}x = ${nested('(', ')')}\n`),
  bomb(pythonCommand, 'deep lists', `${pythonCommand.code}x = ${nested('[', ']', '1', 400)}\n`),
  bomb(pythonCommand, 'a chain of elif', `${pythonCommand.code}if a: pass\n${'elif a: pass\n'.repeat(1000)}`),
  bomb(pythonCommand, 'a chain of additions', `${pythonCommand.code}x = 1${' + 1'.repeat(800)}\n`),
  bomb(pythonCommand, 'a chain of calls', `${pythonCommand.code}x = a${'.b()'.repeat(800)}\n`),
  bomb(scriptCommand, 'deep parentheses', `${scriptCommand.code}x = ${nested('(', ')')};\n`),
  bomb(scriptCommand, 'deep arrays', `${scriptCommand.code}x = ${nested('[', ']', '1', 300)};\n`),
  bomb(scriptCommand, 'deep templates', `${scriptCommand.code}x = ${nested('`${', '}`', '1', 300)};\n`),
  bomb(scriptCommand, 'one long line', `${'var a=f(1);'.repeat(150)}${scriptEval.code.replaceAll('\n', ' ')}`),
  bomb(typedCommand, 'deep types', `${typedCommand.code}type T = ${nested('A<', '>', 'B', 1000)};\n`),
  bomb(goCommand, 'deep parentheses', `${goCommand.code}var x = ${nested('(', ')')}\n`),
  bomb(goCommand, 'deep blocks', `${goCommand.code}func f() ${nested('{', '}', '', 1000)}\n`),
  bomb(javaCommand, 'deep parentheses', `${javaCommand.code}class B { int x = ${nested('(', ')')}; }\n`),
  bomb(javaCommand, 'deep blocks', `${javaCommand.code}class B { void f() ${nested('{', '}', ';', 1000)} }\n`),
  bomb(pythonCommand, 'a flow through 60 variables', flowThrough(60)),
  bomb(pythonCommand, 'a flow through 300 variables', flowThrough(300)),
  bomb(pythonCommand, 'a flow through a function of 80 loops', manyLoops()),
  bomb(pythonCommand, 'a function of 1,000 lines', withLine(pythonCommand, `${'    a = b + c\n'.repeat(1000)}${pythonCommand.line}`)),
  // Polyglots: another language for whoever goes by the first bytes.
  bomb(pythonCommand, 'a ZIP head in a string', `"PK\\x03\\x04"\n${pythonCommand.code}`),
  bomb(pythonCommand, 'valid HTML in front', `"""<!doctype html><html></html>"""\n${pythonCommand.code}`),
  bomb(scriptCommand, 'HTML and script in one', `/*<html><script>*/\n${scriptCommand.code}/*</script></html>*/\n`),
  bomb(scriptCommand, 'a GIF head', `GIF89a=1;\n${scriptCommand.code}`),
  bomb(scriptCommand, 'a PDF head', `//%PDF-1.7\n${scriptCommand.code}`),
  bomb(pythonCommand, 'shell and Python in one', `#!/bin/sh\n''''exec python3 "$0" #'''\n${pythonCommand.code}`),
];

/** request → v0 → v1 … → the command. */
function flowThrough(count: number): string {
  const steps = Array.from({ length: count }, (_, index) => `    v${index + 1} = v${index} + 'x'`);
  return withLine(pythonCommand, [`    v0 = request.args['host']`, ...steps, `    os.system('ping ' + v${count})`].join('\n'));
}

function manyLoops(): string {
  const block = (index: number): string =>
    [
      `    for i${index} in range(3):`,
      '        try:',
      ...Array.from({ length: 20 }, (_, step) => `            a${step} = a${(step + 7) % 20} + a${(step + 3) % 20} + host`),
      '        except ValueError:',
      '            pass',
    ].join('\n');
  const start = `    host = request.args['host']\n    ${Array.from({ length: 20 }, (_, step) => `a${step}`).join(' = ')} = host`;
  return withLine(pythonCommand, [start, ...Array.from({ length: 80 }, (_, index) => block(index)), '    os.system(a3)'].join('\n'));
}
