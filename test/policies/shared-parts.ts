/**
 * What the rules of a language have in common (where data comes from, which containers carry it, what makes it harmless) stands
 * once in `policies/shared/<language>.yml`. Semgrep has no include, so it is written out in every rule of mode taint.
 */

/** After this line of a rule's sanitizers stand those that are its own. */
const OWN = '      # Of this rule alone.\n';
const BLOCK = (key: string): RegExp => new RegExp(`^    ${key}:\\n(?:      .*\\n|\\n)+`, 'mu');

/** The rule file `text` with the parts of `shared` in their places. Sanitizers are left alone where the rule has no such line. */
export function withSharedParts(text: string, shared: string): string {
  const part = (key: string): string => {
    const lines = new RegExp(`^${key}:\\n(?:  .*\\n)+`, 'mu').exec(shared)?.[0] ?? '';
    return lines.replaceAll(/^(?=.)/gmu, '    ');
  };
  const replaced = text
    .replace(BLOCK('pattern-propagators'), '')
    .replace(BLOCK('pattern-sources'), () => part('pattern-sources') + part('pattern-propagators'));
  const begin = replaced.indexOf('    pattern-sanitizers:\n');
  const end = replaced.indexOf(OWN);
  return begin === -1 || end === -1 ? replaced : replaced.slice(0, begin) + part('pattern-sanitizers') + replaced.slice(end);
}

/** What is not about requests: names inside an archive, what an address carries in a browser, documents of any origin, random numbers. */
export function hasOwnSources(rule: string): boolean {
  return /-(?:archive-extraction|dom-html-injection|reflected-cors-origin|parser-with-entities|weak-random-in-session)(?:\.yml)?$/u.test(
    rule,
  );
}
