/** Names and versions in dependency manifests, read by line patterns: enough to compare two versions of a file, never run. */

export interface Declared {
  /** As written, e.g. `^4.1.0`; `any` when none is. */
  readonly version: string;
  readonly line: number;
}

type Manifest = ReadonlyMap<string, Declared>;
const MAX_LINE = 500;
const NO_VERSION = 'any';

export function readManifest(path: string, text: string): Manifest {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const lines = text.split(/\r?\n/u).map((line) => line.slice(0, MAX_LINE));
  if (name === 'package.json') return packageJson(text, lines);
  if (name === 'go.mod')
    return perLine(lines, /^\s*(?:require\s+)?(?<name>[\w.-]+\.[\w.-]+\/\S+|go(?=\s)|toolchain(?=\s))\s+(?<version>v\S+|(?:go)?\d\S*)/u);
  if (name.startsWith('requirements'))
    return perLine(lines, /^\s*(?<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:(?:===?|~=|>=|<=|>|<)\s*(?<version>[^\s;#]+))?/u);
  if (name === 'pom.xml') return pomXml(lines);
  if (name.startsWith('build.gradle'))
    return perLine(
      lines,
      /\b(?:\w*[iI]mplementation|api|compileOnly|runtimeOnly|classpath|kapt)\b\s*\(?\s*["'](?<name>[\w.-]+:[\w.-]+):(?<version>[^"':@]+)/u,
    );
  return tomlSections(lines);
}

const PACKAGE_SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

function packageJson(text: string, lines: readonly string[]): Manifest {
  const found = new Map<string, Declared>();
  const parsed = parseJson(text);
  for (const section of PACKAGE_SECTIONS) {
    const start = lines.findIndex((line) => line.includes(`"${section}"`));
    for (const [name, version] of Object.entries(asRecord(asRecord(parsed)[section]))) {
      if (typeof version !== 'string') continue;
      const line = lines.findIndex((candidate, index) => index > start && candidate.includes(`"${name}"`)) + 1;
      found.set(name, { version, line: Math.max(1, line) });
    }
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A manifest in the middle of an edit declares nothing that we could compare.
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function perLine(lines: readonly string[], pattern: RegExp): Manifest {
  const found = new Map<string, Declared>();
  for (const [index, line] of lines.entries()) {
    const groups = pattern.exec(line)?.groups;
    const name = groups?.['name'];
    if (name !== undefined) found.set(name, { version: groups?.['version'] ?? NO_VERSION, line: index + 1 });
  }
  return found;
}

function pomXml(lines: readonly string[]): Manifest {
  const found = new Map<string, Declared>();
  let block: { group?: string; artifact?: string; version?: string; line: number } | undefined;
  for (const [index, line] of lines.entries()) {
    if (/<(dependency|parent|plugin)>/u.test(line)) block = { line: index + 1 };
    if (block !== undefined) {
      const group = /<groupId>([^<]+)</u.exec(line)?.[1];
      if (group !== undefined) block.group ??= group;
      const artifact = /<artifactId>([^<]+)</u.exec(line)?.[1];
      if (artifact !== undefined) block.artifact ??= artifact;
      const version = /<version>([^<]+)</u.exec(line)?.[1];
      if (version !== undefined && block.version === undefined) Object.assign(block, { version, line: index + 1 });
    }
    if (/<\/(dependency|parent|plugin)>/u.test(line)) {
      if (block?.artifact !== undefined) {
        found.set([block.group, block.artifact].filter(Boolean).join(':'), { version: block.version ?? NO_VERSION, line: block.line });
      }
      block = undefined;
    }
  }
  return found;
}

/** `pyproject.toml` (PEP 621 lists and Poetry tables) and `Cargo.toml`. */
function tomlSections(lines: readonly string[]): Manifest {
  const found = new Map<string, Declared>();
  let section = '';
  let inList = false;
  for (const [index, line] of lines.entries()) {
    const header = /^\s*\[+([^\]]+)\]+\s*$/u.exec(line)?.[1];
    if (header !== undefined) [section, inList] = [header, false];
    if (/^\s*(dependencies|[\w-]+)\s*=\s*\[/u.test(line)) {
      inList =
        section.includes('dependencies') || section === 'dependency-groups' || (section === 'project' && /^\s*dependencies\b/u.test(line));
    }
    if (inList) {
      for (const item of line.matchAll(/["']([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^"';]*)/gu)) {
        found.set(item[1] ?? '', { version: (item[2] ?? '').trim() || NO_VERSION, line: index + 1 });
      }
      if (/\]\s*(#.*)?$/u.test(line)) inList = false;
    } else if (/(^|[.-])dependencies$/u.test(section)) {
      const entry = /^\s*["']?([\w.-]+)["']?\s*=\s*(?:\{[^}]*?version\s*=\s*)?["']([^"']*)["']/u.exec(line);
      if (entry?.[1] !== undefined) found.set(entry[1], { version: entry[2] ?? NO_VERSION, line: index + 1 });
    }
  }
  return found;
}
