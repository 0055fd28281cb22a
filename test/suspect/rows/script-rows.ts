/** JavaScript and TypeScript. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const scriptRows: readonly SignRow[] = [
  [
    'effect-timer',
    'Clock.tsx',
    `
export function Clock() {
  const [now, setNow] = useState(0);
  useEffect(() => {
    setInterval(() => setNow(clock.read()), 1000); «
  }, []);
  return <b>{now}</b>;
}
`,
    `
export function Clock() {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.read()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <b>{now}</b>;
}
`,
  ],
  [
    'effect-listener',
    'Width.tsx',
    `
export function Width({ onWidth }) {
  useEffect(() => {
    window.addEventListener('resize', onWidth); «
  }, [onWidth]);
  return null;
}
`,
    `
export function Width({ onWidth }) {
  useEffect(() => {
    window.addEventListener('resize', onWidth);
    return () => window.removeEventListener('resize', onWidth);
  }, [onWidth]);
  return null;
}
`,
  ],
  [
    'effect-socket',
    'Ticker.tsx',
    `
export function Ticker({ onNews }) {
  useEffect(() => {
    const wire = new WebSocket('wss://news.example'); «
    wire.onmessage = onNews;
  }, [onNews]);
  return null;
}
`,
    `
export function Ticker({ onNews }) {
  useEffect(() => {
    const wire = new WebSocket('wss://news.example');
    wire.onmessage = onNews;
    return () => wire.close();
  }, [onNews]);
  return null;
}
`,
  ],
  [
    'stale-closure',
    'Laps.tsx',
    `
export function startLaps(laps, setLaps) {
  return setInterval(() => {
    setLaps(laps + 1); «
  }, 1000);
}
export const stopLaps = (timer) => clearInterval(timer);
`,
    `
export function startLaps(setLaps) {
  return setInterval(() => {
    setLaps((laps) => laps + 1);
  }, 1000);
}
export const stopLaps = (timer) => clearInterval(timer);
`,
  ],
  [
    'state-mutation',
    'Basket.tsx',
    `
export function Basket() {
  const [items, setItems] = useState([]);
  const put = (one) => {
    items.push(one); «
    setItems(items);
  };
  return <Shelf onPut={put} />;
}
`,
    `
export function Basket() {
  const [items, setItems] = useState([]);
  const put = (one) => {
    setItems([...items, one]);
  };
  return <Shelf onPut={put} />;
}
`,
  ],
  [
    'index-key',
    'Rows.tsx',
    `
export function Rows({ rows, onRemove }) {
  return rows.map((row, index) => (
    <Row key={index} row={row} onRemove={onRemove} /> «
  ));
}
`,
    `
export function Rows({ rows, onRemove }) {
  return rows.map((row) => (
    <Row key={row.id} row={row} onRemove={onRemove} />
  ));
}
`,
  ],
  [
    'answer-unchecked',
    'weather.ts',
    `
export async function weather(town: string) {
  const answer = await fetch(\`https://sky.example/\${encodeURIComponent(town)}\`); «
  return answer.json();
}
`,
    `
export async function weather(town: string) {
  const answer = await fetch(\`https://sky.example/\${encodeURIComponent(town)}\`);
  if (!answer.ok) throw new Error(\`The sky says \${answer.status}\`);
  return answer.json();
}
`,
  ],
  [
    'answer-twice',
    'boats.js',
    `
export function boat(req, res) {
  const found = boats.byName(req.boat);
  if (!found) {
    res.status(404).json({ error: 'no such boat' }); «
  }
  res.json(found);
}
`,
    `
export function boat(req, res) {
  const found = boats.byName(req.boat);
  if (!found) {
    res.status(404).json({ error: 'no such boat' });
    return;
  }
  res.json(found);
}
`,
  ],
  [
    'parse-unguarded',
    'wire.ts',
    `
export function onWire(message: string) {
  const news = JSON.parse(message); «
  show(news);
}
`,
    `
export function onWire(message: string) {
  try {
    show(JSON.parse(message));
  } catch (cause) {
    throw new BadNews('no JSON', { cause });
  }
}
`,
  ],
  [
    'month-zero',
    'stamp.js',
    `
export function stamp(day) {
  return \`\${day.getFullYear()}-\${day.getMonth()}\`; «
}
`,
    `
export function stamp(day) {
  return \`\${day.getFullYear()}-\${day.getMonth() + 1}\`;
}
`,
  ],
  [
    'date-identity',
    'due.ts',
    `
export function isDue(bill: Bill, today: Date): boolean {
  return new Date(bill.due) === today; «
}
`,
    `
export function isDue(bill: Bill, today: Date): boolean {
  return new Date(bill.due).getTime() === today.getTime();
}
`,
  ],
  [
    'index-truth',
    'names.js',
    `
export function welcome(names, name) {
  if (names.indexOf(name)) greet(name); «
}
`,
    `
export function welcome(names, name) {
  if (names.includes(name)) greet(name);
}
`,
  ],
  [
    'zero-is-nothing',
    'dose.ts',
    `
export function pour(options: Options) {
  const amount = options.amount || 10; «
  tap.open(amount);
}
`,
    `
export function pour(options: Options) {
  const amount = options.amount ?? 10;
  tap.open(amount);
}
`,
  ],
  [
    'executor-async',
    'later.js',
    `
export function later(task) {
  return new Promise(async (resolve) => { «
    resolve(await task());
  });
}
`,
    `
export async function later(task) {
  return await task();
}
`,
  ],
  [
    'floating-promise',
    'ship.ts',
    `
export async function ship(order: Order) {
  await shelf.updateCount(order);
  mailer.sendNotice(order.buyer); «
}
`,
    `
export async function ship(order: Order) {
  await shelf.updateCount(order);
  void mailer.sendNotice(order.buyer).catch(report);
}
`,
  ],
  [
    'callback-without-error',
    'jot.js',
    `
export function jot(text, done) {
  fs.writeFile(place, text, () => done()); «
}
`,
    `
export function jot(text, done) {
  fs.writeFile(place, text, (error) => done(error));
}
`,
  ],
  [
    'sorted-in-place',
    'ranks.js',
    `
export class Ranks {
  best() {
    return this.runs.sort((a, b) => a.time - b.time)[0]; «
  }
}
`,
    `
export class Ranks {
  best() {
    return this.runs.toSorted((a, b) => a.time - b.time)[0];
  }
}
`,
  ],
  [
    'endless-effect',
    'Total.tsx',
    `
export function Total({ rows }) {
  const [sum, setSum] = useState(0);
  useEffect(() => { «
    setSum(add(rows));
  });
  return <b>{sum}</b>;
}
`,
    `
export function Total({ rows }) {
  const [sum, setSum] = useState(0);
  useEffect(() => {
    setSum(add(rows));
  }, [rows]);
  return <b>{sum}</b>;
}
`,
  ],
];
