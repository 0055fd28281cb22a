import type { Place } from './facts.ts';
import { inlineCode } from './show-text.ts';
import { at } from './symbol-name.ts';

/** Shorter beginnings cost less than they would save. */
const LEAST_SAVED = 12;

/**
 * Words for the places of one statement: the first in full, later ones in the same file as `:line`, in the same folders as
 * `…/rest:line` with what they begin with alike left out.
 */
export function shortPlaces(): (place: Place) => string {
  let first: string | undefined;
  let last: string | undefined;
  return (place) => {
    const { path, line } = place;
    const shared = first === undefined ? 0 : sharedFolders(first, path);
    const isSame = path === last;
    first ??= path;
    last = path;
    return isSame || shared < LEAST_SAVED ? at(place, isSame ? path : undefined) : inlineCode(`…/${path.slice(shared)}:${line}`, 200);
  };
}

/** Characters of the folders that both are in, with the slash. */
function sharedFolders(a: string, b: string): number {
  let end = 0;
  for (let index = 0; index < a.length && a[index] === b[index]; index += 1) if (a[index] === '/') end = index + 1;
  return end;
}
