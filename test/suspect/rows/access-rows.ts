/** Who may do what. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const accessRows: readonly SignRow[] = [
  [
    'mass-assignment',
    'parcels.js',
    `
export async function addParcel(req, res) {
  const parcel = await Parcel.create(req.body); «
  res.json(parcel.id);
}
`,
    `
export async function addParcel(req, res) {
  const { weight, street } = req.body;
  const parcel = await Parcel.create({ weight: parseWeight(weight), street: String(street) });
  res.json(parcel.id);
}
`,
  ],
  [
    'mass-assignment',
    'parcels.py',
    `
def add_parcel(request):
    return Parcel.objects.create(**request.data) «
`,
    `
def add_parcel(request):
    checked = ParcelSerializer(data=request.data)
    checked.is_valid(raise_exception=True)
    return checked.save()
`,
  ],
  [
    'foreign-record',
    'letters.ts',
    `
router.get('/letters/:id', requireAuth, async (req, res) => {
  const letter = await Letter.findById(req.params.id); «
  if (!letter) return res.sendStatus(404);
  res.json(letter);
});
`,
    `
router.get('/letters/:id', requireAuth, async (req, res) => {
  const letter = await Letter.findOne({ _id: req.params.id, ownerId: req.user.id });
  if (!letter) return res.sendStatus(404);
  res.json(letter);
});
`,
  ],
  [
    'jwt-not-verified',
    'guest.ts',
    `
export function guestOf(header: string): string {
  const claims = jwt.decode(header.slice(7)); «
  return claims?.sub ?? '';
}
`,
    `
export function guestOf(header: string): string {
  const claims = jwt.verify(header.slice(7), publicKey, { algorithms: ['RS256'] });
  return claims?.sub ?? '';
}
`,
  ],
  [
    'jwt-algorithm',
    'guest.js',
    `
export function guestOf(header) {
  return jwt.verify(header, publicKey).sub; «
}
`,
    `
export function guestOf(header) {
  return jwt.verify(header, publicKey, { algorithms: ['RS256'] }).sub;
}
`,
  ],
  [
    'token-without-end',
    'badge.js',
    `
export function badgeFor(guest) {
  return jwt.sign({ sub: guest.id }, signingKey); «
}
`,
    `
export function badgeFor(guest) {
  return jwt.sign({ sub: guest.id }, signingKey, { expiresIn: '15m' });
}
`,
  ],
  [
    'unsigned-webhook',
    'courier.js',
    `
app.post('/webhook/courier', async (req, res) => { «
  await moved(req.body.parcel);
  res.sendStatus(204);
});
`,
    `
app.post('/webhook/courier', async (req, res) => {
  if (!hmacFits(req.rawBody, req.get('x-courier-hmac'))) return res.sendStatus(401);
  await moved(req.body.parcel);
  res.sendStatus(204);
});
`,
  ],
  [
    'whole-user',
    'me.ts',
    `
// The record holds passwordHash.
const hidden = 'passwordHash';
export function me(req, res) {
  res.json(req.user); «
}
`,
    `
const hidden = 'passwordHash';
export function me(req, res) {
  res.json(toPublic(req.user));
}
`,
  ],
  [
    'weak-bcrypt',
    'lock.js',
    `
import bcrypt from 'bcrypt';
export function sealed(word) {
  return bcrypt.hash(word, 4); «
}
`,
    `
import bcrypt from 'bcrypt';
export function sealed(word) {
  return bcrypt.hash(word, 12);
}
`,
  ],
  [
    'user-enumeration',
    'door.py',
    `
def login(name, word):
    guest = guests.by_name(name)
    if guest is None:
        return {"error": "User not found"} «
    return enter(guest, word)
`,
    `
def login(name, word):
    guest = guests.by_name(name)
    if guest is None:
        return {"error": "Name or word is not right"}
    return enter(guest, word)
`,
  ],
  [
    'upload-name',
    'attic.js',
    `
export async function keep(file) {
  const target = path.join(attic, file.originalname); «
  await fs.promises.writeFile(target, file.buffer);
}
`,
    `
export async function keep(file) {
  const target = path.join(attic, randomUUID());
  await fs.promises.writeFile(target, file.buffer);
}
`,
  ],
  [
    'cors-credentials',
    'gate.ts',
    `
export const gate = cors({
  origin: (who, done) => done(null, request.headers.origin),
  credentials: true, «
});
`,
    `
export const gate = cors({
  origin: 'https://shop.example',
  credentials: true,
});
`,
  ],
  [
    'forged-address',
    'tally.js',
    `
export function limitOf(req) {
  const ip = req.headers['x-forwarded-for']; «
  return tallies.of(ip);
}
`,
    `
app.set('trust proxy', 1);
export function limitOf(req) {
  return tallies.of(req.ip);
}
`,
  ],
  [
    'optional-signature',
    'parcel-news.js',
    `
export function news(raw, signature) {
  if (signature && !fits(raw, signature)) throw new Refused(); «
  return open(raw);
}
`,
    `
export function news(raw, signature) {
  if (!signature || !fits(raw, signature)) throw new Refused();
  return open(raw);
}
`,
  ],
  [
    'slash-is-local',
    'back.ts',
    `
export function back(res, target: string) {
  const place = target.startsWith('/') ? target : '/'; «
  res.redirect(place);
}
`,
    `
export function back(res, target: string) {
  const place = target.startsWith('/') && !target.startsWith('//') ? target : '/';
  res.redirect(place);
}
`,
  ],
  [
    'address-as-link',
    'Card.tsx',
    `
export function Card({ member }) {
  return <a href={member.website}>{member.name}</a>; «
}
`,
    `
export function Card({ member }) {
  return <a href={isSafeUrl(member.website) ? member.website : undefined}>{member.name}</a>;
}
`,
  ],
  [
    'headers-logged',
    'trace.js',
    `
export function trace(req) {
  req.headers['authorization'] ??= '';
  console.log('in', req.method, req.headers); «
}
`,
    `
export function trace(req) {
  req.headers['authorization'] ??= '';
  console.log('in', req.method, redact(req.headers));
}
`,
  ],
  [
    'expiry-inverted',
    'pantry.js',
    `
export function fresh(jar) {
  if (Date.now() - jar.since < MAX_AGE) { «
    return null;
  }
  return jar.content;
}
`,
    `
export function fresh(jar) {
  if (Date.now() - jar.since > MAX_AGE) {
    return null;
  }
  return jar.content;
}
`,
  ],
  [
    'token-reusable',
    'renew.py',
    `
def renew(token, word):
    guest = tokens.owner(token)
    guest.set_password(word) «
    guest.save()
`,
    `
def renew(token, word):
    guest = tokens.owner(token)
    guest.set_password(word)
    guest.save()
    tokens.consume(token)
`,
  ],
  [
    'event-repeated',
    'till.js',
    `
export async function onEvent(event) {
  if (event.type === 'paid') {
    await wallet.addCredits(event.buyer, 5); «
  }
}
`,
    `
export async function onEvent(event) {
  if (!(await ledger.firstTime(event.id))) return;
  if (event.type === 'paid') {
    await wallet.addCredits(event.buyer, 5);
  }
}
`,
  ],
];
