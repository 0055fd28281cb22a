/** Comments as people, bots and attackers might write them, in any number, the same for the same seed. */
import { verbNames } from '#src/policy/verb-names.ts';

const pieces: readonly string[] = [
  '/ai',
  '/ai ',
  '/AI ',
  '/Ai',
  '/аi ',
  '/ａi ',
  '／ai ',
  '/a\u200Bi ',
  '\uFEFF/ai ',
  '\u202E/ai ',
  '/ai\u00A0',
  '/ai\u2003help',
  '> /ai ',
  '`/ai ',
  '```\n/ai ',
  '<!-- /ai ',
  '- /ai ',
  '    /ai ',
  '\t/ai ',
  '\n/ai ',
  '\r\n/ai ',
  '\u0000',
  '\uD800',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u2028',
  '\u0085',
  '--model.base_url=http://evil',
  '—config.x',
  '../..',
  '$(id)',
  "'; drop table work;--",
  '0a1b2c3d4e5f',
  '0A1B2C3D4E5F',
  'аaaaaaaaaaaa',
  'until:',
  'until:2027-01-31',
  'until:NaN',
  'reason:',
  'reason: because it is safe',
  'repository',
  'reposit0ry',
  'ID',
  '💥',
  'x'.repeat(1200),
  ...verbNames,
  ...verbNames.map((verb) => verb.toUpperCase()),
  ...verbNames.map((verb) => `${verb}x`),
];

/** mulberry32: small, quick, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function* fuzzedComments(count: number, seed = 1): Generator<string> {
  const random = randomFrom(seed);
  for (let index = 0; index < count; index += 1) {
    let text = random() < 0.5 ? '/ai ' : '';
    for (let length = Math.floor(random() * 6); length >= 0; length -= 1) {
      const roll = random();
      if (roll < 0.85) text += pieces[Math.floor(random() * pieces.length)] ?? '';
      else text += String.fromCharCode(Math.floor(random() * 65_536));
      if (random() < 0.5) text += ' ';
    }
    yield text;
  }
}
