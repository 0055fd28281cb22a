/** Engine processes by group: the engine is started as a leader of its own group, so that nothing of it outlives us. */

const living = new Set<number>();

/** Kills a whole group; a group that is already gone is fine. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody left.
  }
}

export function watchGroup(pid: number): void {
  if (living.size === 0) process.on('exit', killAll);
  living.add(pid);
}

export function forgetGroup(pid: number): void {
  living.delete(pid);
  if (living.size === 0) process.off('exit', killAll);
}

function killAll(): void {
  for (const pid of living) killGroup(pid);
}
