/** "X is not defined" said from a view of a few lines: looked up in the whole file before anybody is told. */

const name = '`?([A-Za-z_$][\\w$]{2,})(?:\\(\\))?`?';
const whenTrue = '(?!\\s+(?:when|if|for|at|until|unless|before|after)\\b)';
const kind = '(?:function|method|variable|constant|class|type|symbol|module|package|helper|import|definition|declaration)';
const claims = [
  new RegExp(
    `${name} (?:is|are|was|has) (?:been )?(?:(?:not|never) (?:been )?(?:defined|declared|imported|exported|initiali[sz]ed)|undefined|undeclared|missing)${whenTrue}`,
    'gi',
  ),
  new RegExp(`${name} (?:does not|doesn't|do not) exist`, 'gi'),
  new RegExp(`(?:missing|undefined|undeclared|no) ${kind}(?: statement)?(?: of| for| named| called)? ${name}`, 'gi'),
];
const noNames = new Set(
  `await async try catch return break null undefined this self error value function method variable import for named called
  check validation handling statement that which code line data type class const let var the and file`.split(/\s+/),
);

/** Where the symbol that is said to be missing is declared, outside the commented lines; `undefined`: claim stands. */
export function refuteMissingClaim(
  claim: string,
  headText: string,
  place: { readonly startLine: number; readonly line: number },
): { readonly symbol: string; readonly line: number } | undefined {
  for (const symbol of symbolsSaidMissing(claim)) {
    const line = declarationOf(symbol, headText, place);
    if (line !== undefined) return { symbol, line };
  }
  return undefined;
}

export function symbolsSaidMissing(claim: string): string[] {
  const symbols = claims.flatMap((pattern) => [...claim.slice(0, 2_000).matchAll(pattern)].map((match) => match[1] ?? ''));
  return [...new Set(symbols)].filter((symbol) => symbol !== '' && !noNames.has(symbol.toLowerCase()));
}

function declarationOf(symbol: string, text: string, place: { readonly startLine: number; readonly line: number }): number | undefined {
  const word = `(?<![\\w$])${symbol.replaceAll('$', '\\$')}(?![\\w$])`;
  const declared = new RegExp(
    `\\b(?:import|from|require|const|let|var|val|def|class|function|func|fn|fun|type|interface|enum|struct|trait|module|use|using|include)\\b.*${word}|^\\s*${word}\\s*(?::=|[:=](?!=)|,?$)|^\\s*(?:(?:public|private|protected|static|async|export|final)\\s+)+.*${word}\\s*[(=;]`,
  );
  const lines = text.split('\n');
  const found = lines.findIndex((line, index) => {
    const outside = index + 1 < place.startLine || index + 1 > place.line;
    return outside && line.length < 1_000 && line.includes(symbol) && declared.test(line);
  });
  return found === -1 ? undefined : found + 1;
}
