/** Python. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const pythonRows: readonly SignRow[] = [
  [
    'blocking-async',
    'kettle.py',
    `
async def boil(kettle):
    kettle.on()
    time.sleep(3) «
    kettle.off()
`,
    `
async def boil(kettle):
    kettle.on()
    await asyncio.sleep(3)
    kettle.off()
`,
  ],
  [
    'late-binding',
    'keys.py',
    `
def bind(board, tones):
    for tone in tones:
        board.handlers.append(lambda: play(tone)) «
`,
    `
def bind(board, tones):
    for tone in tones:
        board.handlers.append(lambda tone=tone: play(tone))
`,
  ],
  [
    'class-collection',
    'boat.py',
    `
class Boat:
    crew = [] «

    def board(self, sailor):
        self.crew = self.crew + [sailor]
`,
    `
class Boat:
    def __init__(self):
        self.crew = []

    def board(self, sailor):
        self.crew = self.crew + [sailor]
`,
  ],
  [
    'naive-time',
    'ticket.py',
    `
def is_over(ticket):
    return ticket.expires_at < datetime.now() «
`,
    `
def is_over(ticket):
    return ticket.expires_at < datetime.now(timezone.utc)
`,
  ],
  [
    'bare-except',
    'scale.py',
    `
def weigh(scale):
    try:
        return scale.read()
    except Exception: «
        return Weight(1)
`,
    `
def weigh(scale):
    try:
        return scale.read()
    except ScaleBusy:
        return Weight(1)
`,
  ],
  [
    'assert-guards',
    'safe.py',
    `
def open_safe(guest):
    assert guest.has_permission("safe") «
    door.open()
`,
    `
def open_safe(guest):
    if not guest.has_permission("safe"):
        raise Refused("safe")
    door.open()
`,
  ],
  [
    'identity-literal',
    'mode.py',
    `
def is_night(mode):
    return mode is "night" «
`,
    `
def is_night(mode):
    return mode == "night"
`,
  ],
  [
    'no-timeout',
    'tide.py',
    `
def tide(port):
    answer = requests.get(TIDES + port) «
    answer.raise_for_status()
    return answer.json()
`,
    `
def tide(port):
    answer = requests.get(TIDES + port, timeout=5)
    answer.raise_for_status()
    return answer.json()
`,
  ],
  [
    'lost-task',
    'bell.py',
    `
async def ring(bell):
    asyncio.create_task(bell.swing()) «
`,
    `
async def ring(bell, group):
    group.add(asyncio.create_task(bell.swing()))
`,
  ],
  [
    'number-unguarded',
    'rooms.py',
    `
def rooms(request):
    floor = int(request.args["floor"]) «
    return jsonify(plan.on(floor))
`,
    `
def rooms(request):
    floor = request.args.get("floor", type=int)
    return jsonify(plan.on(floor))
`,
  ],
  [
    'query-per-item',
    'shelf.py',
    `
def shelf(request):
    books = Book.objects.filter(lent=False)
    lines = []
    for book in books: «
        lines.append(f"{book.title}: {book.author.name}")
    return lines
`,
    `
def shelf(request):
    books = Book.objects.filter(lent=False).select_related("author")
    lines = []
    for book in books:
        lines.append(f"{book.title}: {book.author.name}")
    return lines
`,
  ],
  [
    'mutable-default',
    'crew.py',
    `
def hire(name, crew=[]): «
    return crew + [name]
`,
    `
def hire(name, crew=None):
    return (crew or []) + [name]
`,
  ],
];
