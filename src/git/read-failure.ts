/** What git's words on stderr mean (pure). They are stable under `LC_ALL=C`; unknown ones are `other`. */
import type { GitFailure } from './git-error.ts';

/** In this order: a full disk also looks like a broken transfer, and a broken transfer like a damaged pack. */
const meanings: readonly (readonly [RegExp, GitFailure])[] = [
  [/No space left on device|Disk quota exceeded/u, 'disk-full'],
  [/unadvertised object|not our ref|couldn't find remote ref|no such remote ref/iu, 'not-offered'],
  [
    /repository '[^'\n]*' not found|remote: Repository not found|returned error: (?:404|410|451)|unable to update url base/iu,
    'no-repository',
  ],
  [/Unable to create '[^'\n]*\.lock'|cannot lock ref|could not lock/u, 'locked'],
  [
    /unable to access|could not resolve|could not read (?:Username|Password)|Authentication failed|RPC failed|hung up|unexpected disconnect|early EOF|invalid index-pack output|remote error|protocol error|bad line length|expected (?:flush|'|packfile|shallow|acknowledg)|invalid server response|operation timed out|Connection (?:reset|refused|timed out)/iu,
    'unreachable',
  ],
  [
    /not a git repository|bad config|(?:is|are) corrupt|corrupt (?:loose )?object|unable to read|could not read|Could not open|cannot read|bad object|bad tree|missing (?:blob|tree|commit|object)|does not point to a valid object|did not send all necessary objects|inflate|bad pack|packfile|not a valid object|Failed to traverse parents|could not parse|unable to (?:unpack|open)|Not a valid commit name|broken|garbage|empty$/imu,
    'damaged',
  ],
];

/** @param words everything that git wrote on stderr. */
export function readFailure(words: string): GitFailure {
  return meanings.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}
