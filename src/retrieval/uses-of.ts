/** Where a file uses a name that another file declares, by its language's own way of reaching it (pure). Sure or silent. */
import type { Language } from '#src/syntax/code-symbol.ts';
import { languageOf } from '#src/syntax/language-of.ts';

export interface Declared {
  readonly name: string;
  /** Of the file that declares it. */
  readonly path: string;
}

/** Offset of the line, from 0: the first use, or the import when nothing else is seen; undefined when it is not this name. */
export function useIn(text: string, path: string, declared: Declared): number | undefined {
  const language = languageOf(path);
  return language === undefined ? undefined : lookups[language]?.({ text, lines: text.split(/\r\n|\n|\r/u), path, declared });
}

interface Looked {
  readonly text: string;
  readonly lines: readonly string[];
  readonly path: string;
  readonly declared: Declared;
}

const lookups: Partial<Record<Language, (looked: Looked) => number | undefined>> = {
  python: inPython,
  javascript: inScript,
  typescript: inScript,
  tsx: inScript,
  go: inGo,
  java: inJava,
};

function inPython({ text, lines, declared }: Looked): number | undefined {
  const [module, name] = [moduleOf(declared.path), escapeName(declared.name)];
  const imports = String.raw`^[ \t]*from[ \t]+[\w.]*\b${module}[ \t]+import[ \t]+(?:\([^)]{0,4000}?\b${name}\b|[^(\n]*?\b${name}\b)`;
  return byImport(text, lines, new RegExp(imports, 'mu'), name);
}

function inScript({ text, lines, declared }: Looked): number | undefined {
  const [module, name] = [moduleOf(declared.path), escapeName(declared.name)];
  const names = String.raw`\{[^}]{0,4000}?(?<![\w$])${name}(?![\w$])[^}]{0,4000}\}`;
  const imports = String.raw`^[ \t]*(?:import|export)\b[^'"{;]{0,200}${names}[ \t]*from[ \t]*['"][^'"]*(?<![\w$-])${module}(?:\.\w+)?['"]`;
  return byImport(text, lines, new RegExp(imports, 'mu'), name);
}

function inGo({ lines, path, declared }: Looked): number | undefined {
  const [home, name] = [folderOf(declared.path), escapeName(declared.name)];
  const reach = folderOf(path) === home ? String.raw`(?<![\w.])${name}(?=\s*[({])` : String.raw`(?<![\w.])${lastOf(home)}\.${name}(?!\w)`;
  return firstCode(lines, new RegExp(reach, 'u'));
}

function inJava({ text, lines, path, declared }: Looked): number | undefined {
  const name = escapeName(declared.name);
  const imported = new RegExp(String.raw`^import\s+[\w.]+\.${name};`, 'mu').test(text);
  if (!imported && folderOf(path) !== folderOf(declared.path)) return undefined;
  return firstCode(lines, new RegExp(String.raw`(?<![\w.])${name}(?!\w)`, 'u'));
}

function byImport(text: string, lines: readonly string[], imports: RegExp, name: string): number | undefined {
  const found = imports.exec(text);
  if (found === null) return undefined;
  const [from, to] = [lineAt(text, found.index), lineAt(text, found.index + found[0].length)];
  const use = firstCode(
    lines.map((line, at) => (at >= from && at <= to ? '' : line)),
    new RegExp(String.raw`(?<![\w$.])${name}(?![\w$])`, 'u'),
  );
  return use ?? to;
}

const COMMENT = /^\s*(?:#|\/\/|\*|\/\*)/u;

function firstCode(lines: readonly string[], use: RegExp): number | undefined {
  const at = lines.findIndex((line) => !COMMENT.test(line) && !/^\s*import\b/u.test(line) && use.test(line));
  return at === -1 ? undefined : at;
}

/** How an import names the file: by its stem, or by its folder when the file only stands for that. */
function moduleOf(path: string): string {
  const stem = lastOf(path).replace(/\.\w+$/u, '');
  return escapeName(stem === '__init__' || stem === 'index' ? lastOf(folderOf(path)) : stem);
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

function lastOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/u).length - 1;
}

function escapeName(name: string): string {
  return name.replaceAll(/[$.*+?^{}()|[\]\\-]/gu, String.raw`\$&`);
}
