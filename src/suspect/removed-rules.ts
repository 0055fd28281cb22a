/** What a change takes away or turns around: read off pairs of a deleted line and the line that replaced it. */
import { tokensOf } from './change-view.ts';
import type { ChangeView } from './change-view.ts';
import type { Sign } from './suspicion.ts';

/** `await` gone from a call that stayed. */
export function lostAwait({ pairs }: ChangeView): Sign[] {
  return pairs.flatMap(({ before, after }): Sign[] => {
    const awaited = /\bawait\s+([\w$.]+)\s*\(/u.exec(before)?.[1];
    if (awaited === undefined || !after.text.includes(`${awaited}(`)) return [];
    if (/\bawait\b|\.then\(|\.catch\(|\breturn\b|\bvoid\b|\byield\b|Promise\.|create_task|ensure_future|gather/u.test(after.text))
      return [];
    return [
      {
        kind: 'lost-await',
        line: after.line,
        // Only the word comes back: what else changed on the line was meant.
        replacement: after.text.replace(`${awaited}(`, () => `await ${awaited}(`).trim(),
        fact: `\`await\` was removed before \`${awaited}()\`: the function no longer waits for its promise, and an error in it becomes an unhandled rejection.`,
        claim: `${awaited}() is asynchronous and nothing awaits it any more, so the function goes on, and may return, before it is done.`,
        title: `Missing await: ${awaited}() is async and no longer waited for`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

const opposites: readonly (readonly [string, string, string])[] = [
  ['<', '<=', 'the boundary value is treated differently (off by one)'],
  ['>', '>=', 'the boundary value is treated differently (off by one)'],
  ['<', '>', 'the comparison points the other way'],
  ['<=', '>=', 'the comparison points the other way'],
  ['==', '!=', 'the condition is inverted'],
  ['===', '!==', 'the condition is inverted'],
  ['&&', '||', 'other combinations of the conditions pass'],
  ['and', 'or', 'other combinations of the conditions pass'],
  ['ceil', 'floor', 'a remainder is dropped instead of counted'],
  ['ceil', 'round', 'a small remainder is dropped instead of counted'],
  ['floor', 'round', 'the value is rounded the other way for half of the inputs'],
  ['min', 'max', 'the bound works in the other direction'],
  ['every', 'some', 'one match is enough where all were needed, or the other way round'],
  ['all', 'any', 'one match is enough where all were needed, or the other way round'],
  ['push', 'unshift', 'the order of the list changes'],
  ['shift', 'pop', 'the other end of the list is taken'],
  ['+', '-', 'the sign of the term changes'],
  ['*', '/', 'the value is scaled the other way'],
  ['asc', 'desc', 'the order is reversed'],
  ['startOf', 'endOf', 'the other end of the period is taken'],
  ['before', 'after', 'the order is reversed'],
  ['first', 'last', 'the other end is taken'],
  ['left', 'right', 'the sides are exchanged'],
  ['start', 'end', 'the ends are exchanged'],
  ['i', 'j', 'another index is used'],
  ['width', 'height', 'another dimension is used'],
  ['x', 'y', 'another dimension is used'],
];

/** One operator or word exchanged for its opposite, the rest of the line the same. */
export function turnedAround({ pairs }: ChangeView): Sign[] {
  return pairs.flatMap(({ before, after, isolated }): Sign[] => {
    const [old, fresh] = [tokensOf(before), tokensOf(after.text)];
    const changed = old.flatMap((token, index) => (token === fresh[index] ? [] : [index]));
    const [at] = changed;
    if (!isolated || old.length !== fresh.length || changed.length !== 1 || at === undefined) return [];
    const [was, is] = [old[at] ?? '', fresh[at] ?? ''];
    const pair = opposites.find(([a, b]) => (a === was && b === is) || (b === was && a === is));
    if (pair === undefined) return [];
    return [
      {
        kind: 'turned-around',
        line: after.line,
        replacement: before.trim(),
        fact: `\`${was}\` became \`${is}\` here and nothing else on the line changed: ${pair[2]}.`,
        claim: `Changing ${was} to ${is} makes this line wrong: ${pair[2]}.`,
        title: `${was} became ${is}: ${pair[2]}`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** A number of an index, a bound or an offset moved by one, or a `!` came or went. */
export function nudged({ pairs }: ChangeView): Sign[] {
  return pairs.flatMap(({ before, after, isolated }): Sign[] => {
    const negation = (text: string): string => text.replaceAll(/!(?!=)|\bnot\s+/gu, '');
    const plain = (text: string): string => text.replaceAll(/\s+/gu, '');
    if (isolated && plain(negation(before)) === plain(negation(after.text)) && plain(before) !== plain(after.text)) {
      return [
        {
          kind: 'negated',
          line: after.line,
          replacement: before.trim(),
          fact: 'Only a negation was added or removed on this line: the condition is now true where it was false.',
          claim: 'The inverted condition is wrong: the branch now runs in the opposite cases.',
          title: 'The condition is inverted',
          category: 'bug',
          severity: 'error',
        },
      ];
    }
    const term = /\s*[+-]\s*1\b(?![.\d])/gu;
    if (plain(before.replaceAll(term, '')) !== plain(after.text.replaceAll(term, '')) || plain(before) === plain(after.text)) return [];
    return [
      {
        kind: 'nudged',
        line: after.line,
        replacement: before.trim(),
        fact: 'Only a `+ 1` or `- 1` was added or removed on this line, so the value is off by one from what it was.',
        claim: 'The value is now off by one: an item is skipped, counted twice, or read past the end.',
        title: 'Possible off-by-one error: the bound moved by one',
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

/** Two arguments of one call exchanged. */
export function swapped({ pairs }: ChangeView): Sign[] {
  return pairs.flatMap(({ before, after }): Sign[] => {
    const [old, fresh] = [tokensOf(before), tokensOf(after.text)];
    if (old.length !== fresh.length) return [];
    const changed = old.flatMap((token, index) => (token === fresh[index] ? [] : [index]));
    const [a, b] = changed;
    if (changed.length !== 2 || a === undefined || b === undefined || b - a > 6 || !/^[\p{L}_$]/u.test(old[a] ?? '')) return [];
    if (old[a] !== fresh[b] || old[b] !== fresh[a] || !old.slice(a + 1, b).includes(',')) return [];
    const [one = '', two = ''] = [old[a], old[b]];
    return [
      {
        kind: 'swapped',
        line: after.line,
        replacement: before.trim(),
        fact: `\`${one}\` and \`${two}\` exchanged their places here.`,
        claim: `The arguments ${one} and ${two} are swapped: each is now taken for the other.`,
        title: `Swapped arguments: ${one} and ${two}`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
}

const guard =
  /^\s*(?:\}\s*)?(?:if\b|unless\b|assert\b|guard\b|elif\b|else if\b)(.*)$|^\s*(?:[\w$.]+\.)?(?:validate|verify|check|require|ensure|authorize|authenticate|assert|sanitize|escape)\w*\s*\(/iu;
const leaves = /\b(?:return|throw|raise|continue|break|abort|exit|panic|next|reject|die)\b/u;

/** Lines. */
const mostOfEdit = 80;

/** A check that ended the function early, or a validating call, that stands nowhere any more. */
export function lostCheck({ removed, added, all, path, pairs }: ChangeView): Sign[] {
  // Where a file is written anew its checks are, too.
  if (isTest(path) || removed.length + added.length > mostOfEdit) return [];
  const replaced = new Set(pairs.map(({ before }) => before));
  const signs = removed.flatMap(({ text, near, alone }, index): Sign[] => {
    if (!alone || !guard.test(text) || replaced.has(text)) return [];
    const condition = text.trim().replace(/[{:]$/u, '').trim();
    const after = removed.slice(index, index + 3).map((line) => line.text);
    const isCall = !/^(?:\}\s*)?(?:if|unless|assert|guard|elif|else if)\b/u.test(condition);
    if (!isCall && !after.some((line) => leaves.test(line)) && !/^assert\b/u.test(condition)) return [];
    // Between backticks a backtick would end what is shown as code.
    const shown = condition.replaceAll('`', "'");
    const bare = tokensOf(condition.replace(/^(?:\}\s*)?(?:if|unless|assert|guard|elif|else if)\b/u, '')).filter((token) =>
      /^[\p{L}_$]/u.test(token),
    );
    const name = bare[0] ?? '';
    // Moved or written anew: the same words still stand on one line.
    const still = all.split('\n').some((line) => bare.length > 0 && bare.every((word) => line.includes(word)));
    if (bare.length === 0 || still) return [];
    return [
      {
        kind: 'lost-check',
        line: near,
        fact: `The check \`${shown.slice(0, 90)}\` was removed, and nothing in the file replaces it.`,
        claim: `Without the removed check on ${name} a bad value now goes through and causes a wrong result or an error.`,
        title: `Removed check: ${shown.slice(0, 60)}`,
        category: 'bug',
        severity: 'error',
      },
    ];
  });
  return signs.slice(0, 2);
}

const cleaning =
  /(?:[\w$]+\.)?(clearInterval|clearTimeout|close|release|unlock|dispose|destroy|unsubscribe|removeListener|removeAllListeners|removeEventListener|off|rollback|free|cleanup|cancel|disconnect|delete|shutdown|unregister|abort|flush|commit)\s*\(/u;

/** A call that gave something back, and stands nowhere in the file any more. */
export function lostCleanup({ removed, all, complete, path }: ChangeView): Sign[] {
  if (!complete || isTest(path)) return [];
  return removed.flatMap(({ text, near, alone }): Sign[] => {
    if (!alone) return [];
    const call = cleaning.exec(text);
    const [whole, verb] = [call?.[0], call?.[1]];
    if (whole === undefined || verb === undefined || all.includes(whole)) return [];
    return [
      {
        kind: 'lost-cleanup',
        line: near,
        fact: `The call \`${whole.replace(/\s*\($/u, '')}()\` was removed and stands nowhere else in the file.`,
        claim: `Without ${verb}() something is never cleaned up: a memory leak, a stale entry or a resource that stays open.`,
        title: `Cleanup removed: ${verb}() is no longer called`,
        category: 'resource',
        severity: 'warning',
      },
    ];
  });
}

export function isTest(path: string): boolean {
  // `com/example` is a package like any other.
  return /(?:^|[/._-])(?:tests?|specs?|__tests__|cypress|e2e|fixtures?|mocks?|(?<!\b(?:com|org|net|io|dev)[/.])examples?)(?=[/._-]|$)/iu.test(
    path,
  );
}
