/** In every language. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const commonRows: readonly SignRow[] = [
  [
    'division-by-nothing',
    'mean.py',
    `
def mean(marks):
    return sum(marks) / len(marks) «
`,
    `
def mean(marks):
    if not marks:
        return 0
    return sum(marks) / len(marks)
`,
  ],
  [
    'divided-by-count',
    'share.js',
    `
export function share(sum, guestCount) {
  return sum / guestCount; «
}
`,
    `
export function share(sum, guestCount) {
  if (guestCount === 0) return 0;
  return sum / guestCount;
}
`,
  ],
  [
    'money-sum',
    'bill.ts',
    `
export function bill(price: number): number {
  return price * 1.19; «
}
`,
    `
export function bill(cents: number): number {
  return Math.round((cents * 119) / 100);
}
`,
  ],
  [
    'retry-without-end',
    'signal.js',
    `
export async function signal(lamp) {
  while (true) { «
    try {
      return await lamp.flash();
    } catch (error) {
      report(error);
    }
  }
}
`,
    `
export async function signal(lamp) {
  for (let attempts = 1; ; attempts++) {
    try {
      return await lamp.flash();
    } catch (error) {
      if (attempts >= 5) throw error;
    }
  }
}
`,
  ],
  [
    'seconds-for-milliseconds',
    'blink.js',
    `
export function blink(lamp) {
  setTimeout(() => lamp.off(), 30); «
}
`,
    `
export function blink(lamp) {
  setTimeout(() => lamp.off(), 30 * 1000);
}
`,
  ],
  [
    'seconds-of-milliseconds',
    'tides.py',
    `
def tide(port):
    timeout = 5000 «
    return requests.get(TIDES + port, timeout=timeout)
`,
    `
def tide(port):
    timeout = 5
    return requests.get(TIDES + port, timeout=timeout)
`,
  ],
  [
    'cache-stale',
    'berths.ts',
    `
export async function berth(id: string) {
  return cache.get(id) ?? (await db.one(id));
}
export async function updateBerth(id: string, name: string) { «
  await db.execute(renameBerth, [id, name]);
}
`,
    `
export async function berth(id: string) {
  return cache.get(id) ?? (await db.one(id));
}
export async function updateBerth(id: string, name: string) {
  await db.execute(renameBerth, [id, name]);
  cache.delete(id);
}
`,
  ],
  [
    'unlimited-answer',
    'logbook.js',
    `
export async function pages(req, res) {
  const limit = Number(req.query.limit); «
  res.json(await logbook.first(limit));
}
`,
    `
export async function pages(req, res) {
  const limit = Math.min(Number(req.query.limit), 100);
  res.json(await logbook.first(limit));
}
`,
  ],
  [
    'negative-amount',
    'purse.js',
    `
export async function give(req, res) {
  const amount = Number(req.body.amount); «
  res.json(await purse.move(amount));
}
`,
    `
export async function give(req, res) {
  const amount = Number(req.body.amount);
  if (!(amount > 0)) return res.sendStatus(400);
  res.json(await purse.move(amount));
}
`,
  ],
  [
    'one-too-few',
    'ferry.ts',
    `
export function fits(ferry: Ferry, wanted: number): boolean {
  return ferry.freeSeats > wanted; «
}
`,
    `
export function fits(ferry: Ferry, wanted: number): boolean {
  return ferry.freeSeats >= wanted;
}
`,
  ],
  [
    'same-side-twice',
    'deck.js',
    `
export function area(deck) {
  return deck.width * deck.width; «
}
`,
    `
export function area(deck) {
  return deck.width * deck.height;
}
`,
  ],
  [
    'month-after-december',
    'rent.py',
    `
def next_rent(day):
    return date(day.year, day.month + 1, 1) «
`,
    `
def next_rent(day):
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
`,
  ],
  [
    'repeated-post',
    'freight.py',
    `
def book(crate):
    for attempt in range(3):
        answer = session.post(BOOKINGS, json=crate) «
        if answer.status_code < 500:
            return answer.json()
    raise NoFreight(crate)
`,
    `
def book(crate):
    key = {"Idempotency-Key": crate["id"]}
    for attempt in range(3):
        answer = session.post(BOOKINGS, json=crate, headers=key)
        if answer.status_code < 500:
            return answer.json()
    raise NoFreight(crate)
`,
  ],
  [
    'endless-recursion',
    'tree.js',
    `
export function rootOf(branch) {
  if (branch.parent === null) return branch;
  return rootOf(branch.parent); «
}
`,
    `
export function rootOf(branch, visited = new Set()) {
  if (branch.parent === null || visited.has(branch)) return branch;
  return rootOf(branch.parent, visited.add(branch));
}
`,
  ],
  [
    'changed-while-iterating',
    'hold.py',
    `
def tidy(crates):
    for crate in crates: «
        if crate.empty:
            crates.remove(crate)
`,
    `
def tidy(crates):
    for crate in list(crates):
        if crate.empty:
            crates.remove(crate)
`,
  ],
  [
    'falls-through',
    'flag.js',
    `
export function flag(wind) {
  let color = 'none';
  switch (wind) {
    case 'calm': «
      color = 'green';
    case 'storm':
      color = 'red';
      break;
  }
  return color;
}
`,
    `
export function flag(wind) {
  let color = 'none';
  switch (wind) {
    case 'calm':
      color = 'green';
      break;
    case 'storm':
      color = 'red';
      break;
  }
  return color;
}
`,
  ],
  [
    'failure-as-success',
    'deliver.ts',
    `
export async function deliver(req, res) {
  try {
    await dock.unload(req.crate);
  } catch (cause) { «
    console.error(cause);
  }
  return res.json({ ok: true });
}
`,
    `
export async function deliver(req, res) {
  try {
    await dock.unload(req.crate);
  } catch (cause) {
    console.error(cause);
    return res.sendStatus(502);
  }
  return res.json({ ok: true });
}
`,
  ],
  [
    'left-behind',
    'sketch.py',
    `
def sketch(boat):
    folder = tempfile.mkdtemp() «
    draw(boat, folder)
    shutil.rmtree(folder)
`,
    `
def sketch(boat):
    folder = tempfile.mkdtemp()
    try:
        draw(boat, folder)
    finally:
        shutil.rmtree(folder)
`,
  ],
  [
    'key-without-part',
    'drawer.py',
    `
def drawer_key(harbor, boat): «
    return f"drawer:{boat}"
`,
    `
def drawer_key(harbor, boat):
    return f"drawer:{harbor}:{boat}"
`,
  ],
];
