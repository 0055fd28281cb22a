/** Languages as far as the rules tell them apart, by file name alone. */

export type LanguageFamily = 'script' | 'python' | 'go' | 'java' | 'ruby' | 'php' | 'rust' | 'c' | 'other';

const families: Readonly<Record<string, LanguageFamily>> = {
  js: 'script',
  jsx: 'script',
  mjs: 'script',
  cjs: 'script',
  ts: 'script',
  tsx: 'script',
  mts: 'script',
  cts: 'script',
  vue: 'script',
  svelte: 'script',
  py: 'python',
  pyi: 'python',
  go: 'go',
  java: 'java',
  kt: 'java',
  kts: 'java',
  scala: 'java',
  groovy: 'java',
  cs: 'java',
  swift: 'java',
  dart: 'java',
  rb: 'ruby',
  rake: 'ruby',
  php: 'php',
  rs: 'rust',
  c: 'c',
  h: 'c',
  cc: 'c',
  cpp: 'c',
  hpp: 'c',
  cxx: 'c',
  m: 'c',
};

export function languageFamily(path: string): LanguageFamily {
  return families[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'other';
}

/** A line without its comment. A sign of a comment inside a string may cut too much, which only costs a suspicion. */
export function withoutComment(text: string, language: LanguageFamily): string {
  if (language === 'python' || language === 'ruby' || language === 'other') {
    const trimmed = text.trimStart();
    if (trimmed.startsWith('#')) return '';
    return text.replace(/\s#\s[^'"`]*$/u, '');
  }
  if (/^\s*(?:\/\/|\*|\/\*)/u.test(text)) return '';
  return text
    .replace(/(?<![:'"`\w])\/\/[^'"`]*$/u, '')
    .replace(/\/\*.*?\*\//gu, '')
    .trimEnd();
}
