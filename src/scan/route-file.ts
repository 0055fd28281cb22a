/** Which language's rules a file meets. Decided here, by name or `#!` line, because the engine's own choice drops files silently. */
import type { Language } from './languages.ts';
import { languages } from './languages.ts';

export interface Route {
  readonly language: Language;
  /** Ending for the neutral name: the parser tells JSX and TSX by it. */
  readonly extension: string;
}

/** The route of a file, or undefined when it lies outside the rules. Pure; reads at most the first line of the content. */
export function routeFile(path: string, content: Buffer): Route | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : name.slice(dot + 1);
  const language =
    languages.find((one) => one.place?.test(path.toLowerCase())) ??
    languages.find((one) => one.extensions.includes(extension) || one.fileNames.includes(name)) ??
    byProgram(content);
  return language === undefined ? undefined : { language, extension: neutralExtension(language, extension) };
}

function neutralExtension(language: Language, extension: string): string {
  if (language.name === 'javascript') return extension === 'jsx' ? 'jsx' : 'js';
  if (language.name === 'typescript') return extension === 'tsx' ? 'tsx' : 'ts';
  if (language.name === 'workflow') return 'yml';
  return language.extensions[0] ?? language.name;
}

/** `#!/usr/bin/env -S python3.12 -u` and its kin. */
function byProgram(content: Buffer): Language | undefined {
  const start = content.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  if (content[start] !== 0x23 || content[start + 1] !== 0x21) return undefined;
  const line = (
    content
      .subarray(start + 2, start + 258)
      .toString('latin1')
      .split(/[\r\n]/u)[0] ?? ''
  ).toLowerCase();
  const words = line.split(/\s+/u).flatMap((word) => word.slice(word.lastIndexOf('/') + 1).replace(/[\d.]+$/u, '') || []);
  return languages.find((one) => words.some((word) => one.programs.includes(word)));
}
