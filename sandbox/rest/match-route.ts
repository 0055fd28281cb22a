/** Finds the route of a path. Parts are split before they are decoded, so that an encoded slash stays inside its part (pure). */

export interface Pattern {
  readonly method: string;
  readonly path: string;
}

export interface Match<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** `path`: as in the address, still encoded. A fixed part wins over a named one. */
export function matchRoute<R extends Pattern>(routes: readonly R[], method: string, path: string): Match<R> | undefined {
  const parts = path.split('/').slice(1).map(decode);
  let best: (Match<R> & { fixed: number }) | undefined;
  for (const route of routes) {
    if (route.method !== method) continue;
    const wanted = route.path.split('/').slice(1);
    const params = matchParts(wanted, parts);
    const fixed = wanted.filter((part) => !part.startsWith('{')).length;
    if (params && (!best || fixed > best.fixed)) best = { route, params, fixed };
  }
  return best;
}

function matchParts(wanted: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const name = /^\{(\w+)(\+?)\}$/.exec(want);
    if (name?.[1] !== undefined && name[2] === '+') {
      if (index >= parts.length) return undefined;
      params[name[1]] = parts.slice(index).join('/');
      return params;
    }
    const part = parts[index];
    if (part === undefined) return undefined;
    if (name?.[1] !== undefined) {
      if (part === '') return undefined;
      params[name[1]] = part;
    } else if (part !== want) return undefined;
  }
  return parts.length === wanted.length ? params : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
