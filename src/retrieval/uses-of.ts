/** Where a file uses a name that another file declares, by its language's own way of reaching it (pure). Sure or silent. */
import { languageOf } from '#src/syntax/language-of.ts';

export interface Declared {
  readonly name: string;
  /** Of the file that declares it. */
  readonly path: string;
}

/** Offset of the line, from 0: the first use, or the import when nothing else is seen; undefined when it is not this name. */
export function useIn(text: string, path: string, declared: Declared): number | undefined {
  const name = escapeName(declared.name);
  const lines = text.split(/\r\n|\n|\r/u);
  switch (languageOf(path)) {
    case 'python': {
      const imports = new RegExp(
        String.raw`^[ \t]*from[ \t]+[\w.]*\b${moduleOf(declared.path)}[ \t]+import[ \t]+(?:\([^)]*?\b${name}\b|[^(\n]*?\b${name}\b)`,
        'mu',
      );
      return byImport(text, lines, imports, name);
    }
    case 'javascript':
    case 'typescript':
    case 'tsx': {
      const imports = new RegExp(
        String.raw`^[ \t]*(?:import|export)\b[^'"{;]*\{[^}]*?(?<![\w$])${name}(?![\w$])[^}]*\}[ \t]*from[ \t]*['"][^'"]*(?<![\w$-])${moduleOf(declared.path)}(?:\.\w+)?['"]`,
        'mu',
      );
      return byImport(text, lines, imports, name);
    }
    case 'go': {
      const reach =
        folderOf(path) === folderOf(declared.path)
          ? String.raw`(?<![\w.])${name}(?=\s*[({])`
          : String.raw`(?<![\w.])${lastOf(folderOf(declared.path))}\.${name}(?!\w)`;
      return firstCode(lines, new RegExp(reach, 'u'));
    }
    case 'java': {
      const imported = new RegExp(String.raw`^import\s+[\w.]+\.${name};`, 'mu').test(text);
      if (!imported && folderOf(path) !== folderOf(declared.path)) return undefined;
      return firstCode(lines, new RegExp(String.raw`(?<![\w.])${name}(?!\w)`, 'u'));
    }
    default:
      return undefined;
  }
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
