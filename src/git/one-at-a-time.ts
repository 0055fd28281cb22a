/** Work under one name waits for the work before it, in this process. */
const busy = new Map<string, Promise<unknown>>();

export async function oneAtATime<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const before = busy.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  busy.set(name, settled);
  try {
    return await mine;
  } finally {
    if (busy.get(name) === settled) busy.delete(name);
  }
}
