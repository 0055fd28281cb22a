/** What set-up tells the person who waits: one line per step on stderr, never on stdout. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A reporter: `step(name, work)` runs `work(tell)` and prints when it began, how it goes and how long it took.
 * On a terminal the line in progress is rewritten in place; in a log it is not repeated.
 */
export function createReporter({ quiet, stream = process.stderr, now = () => performance.now() }) {
  const live = !quiet && stream.isTTY === true;
  const began = now();
  const seconds = (since) => `${((now() - since) / 1000).toFixed(1)} s`;
  const line = (text) => {
    if (!quiet) stream.write(`${live ? '\r\u001b[2K' : ''}${text}\n`);
  };
  async function step(name, work) {
    const start = now();
    let detail = '';
    line(`set-up: ${name} …`);
    const timer = live ? setInterval(() => stream.write(`\r\u001b[2Kset-up: ${name} … ${detail} ${seconds(start)}`), 500) : undefined;
    try {
      const result = await work((text) => {
        detail = text;
      });
      line(`set-up: ${name}: done in ${seconds(start)}`);
      return result;
    } finally {
      clearInterval(timer);
    }
  }
  return { step, line, elapsed: () => seconds(began), error: (text) => stream.write(`${live ? '\r\u001b[2K' : ''}${text}\n`) };
}

/** Bytes below a folder; files that vanish meanwhile count as nothing. */
export function folderBytes(folder) {
  let total = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) total += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    return total;
  }
  return total;
}
