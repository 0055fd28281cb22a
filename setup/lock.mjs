/** Two set-ups at once (two terminals) would trample on each other: one works, the other waits and then finds all in place. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes the lock file; returns a function that gives it back. A lock whose process is gone is taken over. */
export async function takeLock(file, { onWait, signal }) {
  mkdirSync(dirname(file), { recursive: true });
  const me = identityOf(process.pid);
  for (let waited = 0; ; waited += 1) {
    if (claim(file, me)) {
      return () => {
        if (read(file) === me) rmSync(file, { force: true });
      };
    }
    const holder = read(file);
    if (holder !== undefined && !isAlive(holder)) {
      clear(file, holder);
      continue;
    }
    if (waited === 0) onWait((holder ?? '?').split(':')[0]);
    await sleep(300, undefined, { signal });
  }
}

// A file that is created and then written is empty in between, and an empty lock looks like one whose process is gone: it gets
// its name when it is whole.
function claim(file, me) {
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, me);
  try {
    linkSync(whole, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

// Of many who see that the holder is gone, one moves its lock aside. Who comes late may have the next holder's lock in hand: it
// goes back.
function clear(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== holder) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A process as `pid:start time`: a name that is never given twice. */
export function identityOf(pid) {
  return `${pid}:${startedAt(pid) ?? ''}`;
}

/** A number alone may have been given to another process since: the start time tells them apart. */
export function isAlive(holder) {
  const [pid = '', started = ''] = holder.split(':');
  return /^\d+$/.test(pid) && startedAt(pid) === started;
}

function startedAt(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // The command name in parentheses may hold spaces; field 22 of the whole is field 20 after it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
}
