/** Values from outside on their way into dangerous calls. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const flowRows: readonly SignRow[] = [
  [
    'path',
    'charts.js',
    `
export function chart(req, res) {
  const name = req.params.chart;
  res.sendFile(path.join(charts, name)); «
}
`,
    `
export function chart(req, res) {
  const name = path.basename(req.params.chart);
  res.sendFile(path.join(charts, name));
}
`,
  ],
  [
    'path',
    'sails.js',
    `
export function sail(req, res) {
  res.sendFile(path.join(sails, req.query.sail)); «
}
`,
    `
export function sail(req, res) {
  res.sendFile(path.join(sails, path.basename(req.query.sail)));
}
`,
  ],
  [
    'ssrf',
    'look.py',
    `
def look(request):
    place = request.GET["place"]
    return requests.get(place, timeout=5) «
`,
    `
def look(request):
    place = request.GET["place"]
    if urlparse(place).hostname not in allowed_hosts:
        raise Refused(place)
    return requests.get(place, timeout=5)
`,
  ],
  [
    'redirect',
    'away.py',
    `
def away(request):
    place = request.GET["to"]
    return redirect(place) «
`,
    `
def away(request):
    place = request.GET["to"]
    if not url_has_allowed_host_and_scheme(place, None):
        place = "/"
    return redirect(place)
`,
  ],
  [
    'regexp',
    'seek.js',
    `
export function seek(req, res) {
  const word = req.query.word;
  const wanted = new RegExp(word, 'i'); «
  res.json(lines.filter((one) => wanted.test(one)));
}
`,
    `
export function seek(req, res) {
  const word = req.query.word;
  const wanted = new RegExp(RegExp.escape(word), 'i');
  res.json(lines.filter((one) => wanted.test(one)));
}
`,
  ],
  [
    'sort-field',
    'roll.py',
    `
def roll(request):
    field = request.GET["by"]
    return Sailor.objects.order_by(field) «
`,
    `
def roll(request):
    field = request.GET["by"]
    if field not in SORTABLE:
        field = "name"
    return Sailor.objects.order_by(field)
`,
  ],
  [
    'shell',
    'sound.js',
    `
export function sound(name, done) {
  const command = \`play \${name}\`; «
  exec(command, done);
}
`,
    `
export function sound(name, done) {
  execFile('play', [name], done);
}
`,
  ],
];
