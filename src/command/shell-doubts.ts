/**
 * Signs that a proposed command line does something else than was asked for. Fixed rules on the words of the wish: small
 * models forget half of it, and sound as sure as ever. Pure.
 */

interface Rule {
  /** What the wish says. */
  readonly said: RegExp;
  /** What a line that does it would have. */
  readonly needs: RegExp;
  readonly doubt: (word: string) => string;
}

const named = (language: string, ending: string): Rule => ({
  said: new RegExp(String.raw`\b${language}\b`, 'iu'),
  needs: new RegExp(ending, 'iu'),
  doubt: (word) => `you name ${word} files, and nothing in the line picks them`,
});

const rules: readonly Rule[] = [
  {
    said: /\b(?:not|without|except|excluding|ignoring|skipping|outside)\b/iu,
    needs: /(?:^|[\s'"(])!|-not\b|-v\b|-[a-z]*v[a-z]*\s|-prune|exclude|invert|--no-|!=|!~|-L\b|[+]\d|-mtime|-newer/u,
    doubt: (word) => `you say “${word}”, and nothing in the line leaves anything out`,
  },
  {
    said: /\b(?:delete|remove|erase)\b/iu,
    needs: /\brm\b|delete|unlink|remove|prune|clean|drop|-[dD]\b|\bsed\b/iu,
    doubt: (word) => `you say “${word}”, and the line deletes nothing`,
  },
  {
    said: /\b(?:most|largest|biggest|longest|highest|newest|oldest|latest|smallest|fewest|sorted|top)\b/iu,
    needs: /sort|\bls\b[^|]*-\w*[tS]|head|tail|max|min|top|(?:^|\s)-n?\s?\d/iu,
    doubt: (word) => `you say “${word}”, and nothing in the line sorts or picks`,
  },
  named('python', 'py'),
  named('typescript', 'ts'),
  named('javascript', 'js'),
  named('rust', 'rs'),
  named('ruby', 'rb'),
  named('markdown', 'md'),
  named('yaml', 'ya?ml'),
];

const numbers: Readonly<Record<string, string>> = { two: '2', three: '3', four: '4', five: '5', ten: '10', twenty: '20', hundred: '100' };

/** In words that begin a sentence after "you". At most four. */
export function doubtsAbout(wish: string, command: string): readonly string[] {
  const found = rules.flatMap(({ said, needs, doubt }) => {
    const word = said.exec(wish)?.[0];
    return word === undefined || needs.test(command) ? [] : [doubt(word)];
  });
  const counted = (wish.match(/\b(?:\d{1,9}|two|three|four|five|ten|twenty|hundred)\b/giu) ?? []).flatMap((word) =>
    command.includes(numbers[word.toLowerCase()] ?? word) ? [] : [`you say “${word}”, and the line knows no such number`],
  );
  return [...found, ...counted].slice(0, 4);
}
