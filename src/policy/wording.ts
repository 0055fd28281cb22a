/** What is said about configuration files. */

export const tooLong = 'the file is longer than 16 kB';
export const tooDeep = 'it is nested deeper than any configuration needs';
export const undigestible = 'it cannot be read as YAML';
export const noMapping = 'it must hold keys and values (`review:` and so on)';
export const noAnchors = 'anchors, aliases and merge keys are not read; write the value out';
export const noTags = 'tags such as `!!binary` are not read; write a plain value';
export const noYaml = (message: string): string => `this is no YAML: ${plain(message)}`;
export const notText = 'a key must be a plain word';
export const mustHoldKeys = (path: string): string => `\`${plain(path)}\` must hold further keys`;

export function unknownKey(path: string, nearest: string | undefined): string {
  return `\`${plain(path)}\` is not a setting${nearest === undefined ? '' : `; did you mean \`${nearest}\`?`}`;
}

export const wrongValue = (name: string, message: string): string =>
  `\`${name}\`: ${plain(message.replace('Invalid option: expected', 'must be').replaceAll('"|"', '", "'))}`;
export const loosened = (name: string, value: unknown, bound: string): string => `\`${name}\` cannot be ${code(value)} here: ${bound}`;
export const defaultBeyondMost = 'gate.waivers.default_days is more than gate.waivers.most_days';

export function refusedFile(name: string, mistakes: readonly { readonly line: number; readonly text: string }[]): string {
  const list = mistakes.map(({ line, text }) => `- line ${line}: ${text}`);
  return `${name} cannot be used:\n${list.join('\n')}\nNothing was started. Correct it and start again.`;
}

/** A value on one line, as code. */
export function code(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'none';
  const text = typeof value === 'string' ? value : Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
  return `\`${plain(text)}\``;
}

/** Text of the file: what it could do inside Markdown is taken from it. */
function plain(text: string): string {
  const shown = text
    .replaceAll(/[^\P{C} ]|[`<>|\\\u2028\u2029]/gu, '?')
    .replaceAll('@', '＠')
    .trim();
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}
