/** What values are, by the way they are declared: compared by reference, or taken without a look at how much is there. */
import type { ChangeView } from './change-view.ts';
import { isTest } from './removed-rules.ts';
import type { Sign } from './suspicion.ts';

const texts = 'currency|email|username|userName|title|city|country|sku|iban|firstName|lastName|street|zip|isbn|locale|phone';

/** Java: `==` between two values that are declared as String, Integer or Long. */
export function identityOfNames({ added, lines, functionAt, language, path }: ChangeView): Sign[] {
  if (language !== 'java' || !path.endsWith('.java') || isTest(path)) return [];
  const fields = lines.slice(0, 5_000).join('\n');
  const enums = /\benum\s+\w+/u.test(fields);
  return added.flatMap(({ line, text }): Sign[] => {
    const match = /(?<![\w.)])((?:\w+(?:\(\))?\.)*)(\w+)(\(\))?\s*[!=]=\s*((?:\w+(?:\(\))?\.)*)(\w+)(\(\))?(?![\w.(])/u.exec(text);
    if (match === null) return [];
    const names = [match[2] ?? '', match[5] ?? ''].map((name) =>
      name.replace(/^get(?=[A-Z])/u, '').replace(/^[A-Z](?=[a-z])/u, (first) => first.toLowerCase()),
    );
    if (names.some((name) => /^(?:null|this|true|false|\d.*|[A-Z_]+)$/u.test(name))) return [];
    const near = `${functionAt(line).text}\n${fields}`;
    const declared = (type: string): boolean =>
      names.every((name) => new RegExp(`\\b(?:${type})\\s+(?:get)?${name}\\b`, 'iu').test(near)) &&
      !names.some((name) =>
        new RegExp(
          `\\b(?:int|long|char|boolean|byte|short|double|Class<[^>]*>|[A-Z]\\w*(?:Type|Status|Kind|State))\\s+${name}\\b`,
          'u',
        ).test(near),
      );
    const likely =
      names[0] === names[1] &&
      new RegExp(`^(?:${texts})$`, 'u').test(names[0] ?? '') &&
      match[1] !== '' &&
      match[4] !== '' &&
      !enums &&
      !new RegExp(`\\bCurrency\\b|\\bLocale\\b|\\bCountry\\b`, 'u').test(fields);
    if (declared('String') || likely) return [signOf('string-identity', line)];
    return declared('Integer|Long|Short|Double') ? [signOf('boxed-identity', line)] : [];
  });
}

function signOf(kind: 'string-identity' | 'boxed-identity', line: number): Sign {
  const what = kind === 'string-identity' ? 'Strings' : 'Boxed numbers';
  return {
    kind,
    line,
    fact: `\`==\` compares the references of ${what.toLowerCase()}, not their values.`,
    claim: 'Wrong comparison: equal values that were read or built at run time are not the same object; `equals` is needed.',
    title: `${what} compared with == instead of equals() (reference, identity)`,
    category: 'bug',
    severity: 'error',
  };
}

const kept = String.raw`[\w.$>-]*(?:stock|balance|inventory|levels?|available|remaining|points|credits?|quantity|qty|seats|funds|quota)\w*(?:\[[^\]]+\])?`;

/** Something that may run out is taken from, and the function never compares what is there. */
export function takenUnchecked({ added, functionAt, path }: ChangeView): Sign[] {
  if (isTest(path)) return [];
  return added.flatMap(({ line, text }): Sign[] => {
    const taken = new RegExp(`^\\s*(${kept})\\s*(?:-=\\s*(?!1\\b)[\\w.]+|=\\s*\\1\\s*-\\s*(?!1\\b)[\\w.]+)\\s*;?\\s*$`, 'iu').exec(
      text,
    )?.[1];
    if (taken === undefined) return [];
    const owner = functionAt(line);
    const before = owner.text
      .split('\n')
      .slice(0, line - owner.startLine)
      .join('\n');
    const last = /(\w+)(?:\[[^\]]+\])?$/u.exec(taken)?.[1] ?? '';
    if (
      new RegExp(
        `\\b${last}\\w*(?:\\[[^\\]]*\\])?(?:\\(\\))?\\)?\\s*(?:<|>|>=|<=|-)|(?:<|>|>=|<=)\\s*[\\w.]*${last}\\b|insufficient|enough|check|ensure|can[A-Z]|can_|has[A-Z]|min\\(|max\\(`,
        'iu',
      ).test(before)
    )
      return [];
    return [
      {
        kind: 'taken-unchecked',
        line,
        fact: `\`${taken}\` is lowered, and nothing in the function compares it with what is taken.`,
        claim:
          'Missing check: when less is there than is taken, the stock or balance becomes negative; validation of a sufficient (insufficient) amount is missing or was removed.',
        title: 'Missing check before the deduction: stock or balance can become negative (validation removed?)',
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}
