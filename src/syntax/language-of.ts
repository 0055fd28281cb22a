import type { Language } from './code-symbol.ts';

const BY_EXTENSION: ReadonlyMap<string, Language> = new Map([
  ['py', 'python'],
  ['pyi', 'python'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['jsx', 'javascript'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'tsx'],
  ['go', 'go'],
  ['java', 'java'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['php', 'php'],
  ['cs', 'csharp'],
  // C is read as C++: its declarations stand in the same nodes.
  ['c', 'cpp'],
  ['h', 'cpp'],
  ['cc', 'cpp'],
  ['cpp', 'cpp'],
  ['cxx', 'cpp'],
  ['hpp', 'cpp'],
  ['hh', 'cpp'],
  ['hxx', 'cpp'],
  ['ipp', 'cpp'],
  ['inl', 'cpp'],
]);

/** The grammar for a path, by its extension; `undefined` where we have none. The content is never trusted to choose. */
export function languageOf(path: string): Language | undefined {
  const extension = /\.([A-Za-z]{1,4})$/.exec(path)?.[1];
  return extension === undefined ? undefined : BY_EXTENSION.get(extension.toLowerCase());
}
