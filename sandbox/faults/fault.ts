/** Switches that make a route misbehave (pure but for the counting). */

export type FaultEffect =
  /** Answers with this status at once; nothing happens. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** Answers late, as usual. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Does what was asked, and answers with this status all the same. */
  | { readonly kind: 'commit-then-status'; readonly status: number }
  /** Cuts the connection before or after doing what was asked. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'commit-then-reset' }
  /** Never answers. */
  | { readonly kind: 'hang' };

export interface NewFault {
  /** `*`: any. */
  readonly method: string;
  /** Path without `/api/v3`; `*` is one part, `**` any number: `/repos/{any}/{any}/issues/**`, with `*` for each any. */
  readonly path: string;
  readonly effect: FaultEffect;
  /** How often; left out: until it is switched off. */
  readonly times?: number;
  /** Lets this many matching requests pass first. */
  readonly skip?: number;
}

export interface Fault extends NewFault {
  readonly id: number;
  /** Requests that it has met so far. */
  hits: number;
  left: number;
  toSkip: number;
}

export interface FaultSwitch {
  set(fault: NewFault): Fault;
  /** Without an id: all of them. */
  clear(id?: number): void;
  list(): readonly Fault[];
  /** The effect for this request, counted; the first matching fault decides. */
  take(method: string, path: string): FaultEffect | undefined;
}

export function createFaultSwitch(): FaultSwitch {
  let lastId = 0;
  let faults: Fault[] = [];
  return {
    set(wanted) {
      const fault: Fault = {
        ...wanted,
        id: (lastId += 1),
        hits: 0,
        left: wanted.times ?? Number.POSITIVE_INFINITY,
        toSkip: wanted.skip ?? 0,
      };
      faults.push(fault);
      return fault;
    },
    clear(id) {
      faults = id === undefined ? [] : faults.filter((fault) => fault.id !== id);
    },
    list: () => faults,
    take(method, path) {
      for (const fault of faults) {
        if (fault.left <= 0 || (fault.method !== '*' && fault.method.toUpperCase() !== method)) continue;
        if (!matchesPath(fault.path, path)) continue;
        if (fault.toSkip > 0) {
          fault.toSkip -= 1;
          continue;
        }
        fault.hits += 1;
        fault.left -= 1;
        return fault.effect;
      }
      return undefined;
    },
  };
}

/** Case matters, as in paths. */
export function matchesPath(pattern: string, path: string): boolean {
  return matchParts(pattern.split('/'), path.split('/'));
}

function matchParts(pattern: readonly string[], parts: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return parts.length === 0;
  if (first === '**') return rest.length === 0 || parts.some((_, index) => matchParts(rest, parts.slice(index)));
  const [part, ...others] = parts;
  return part !== undefined && (first === '*' || first === part) && matchParts(rest, others);
}
