/** git starts others (remote-http, index-pack): each git leads its own group, so that nothing of it outlives us. */

const living = new Set<number>();

/** @returns ends the watch. */
export function watchGroup(pid: number): () => void {
  if (living.size === 0) process.on('exit', killAll);
  living.add(pid);
  return () => {
    living.delete(pid);
    if (living.size === 0) process.off('exit', killAll);
  };
}

/** Kills the whole group; one that is gone is fine. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody left.
  }
}

function killAll(): void {
  for (const pid of living) killGroup(pid);
}
