/**
 * One of several processes that take the same locks at the same instants: `lock-rounds.mjs FOLDER ROUNDS START`. In round k it
 * takes FOLDER/k, holds it for two milliseconds and prints `together` when somebody else held it too.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../setup/lock.mjs';

const [folder = '', rounds, start] = process.argv.slice(2);
const spin = (until) => {
  while (Date.now() < until);
};

async function round(number) {
  const at = Number(start) + number * 25;
  await sleep(at - Date.now() - 5);
  spin(at);
  const file = join(folder, String(number));
  const giveBack = await takeLock(file, { onWait: () => undefined });
  try {
    writeFileSync(`${file}.held`, '', { flag: 'wx' });
  } catch {
    console.log('together');
  }
  spin(Date.now() + 2);
  rmSync(`${file}.held`, { force: true });
  giveBack();
}

await Promise.all(Array.from({ length: Number(rounds) }, (_, number) => round(number)));
