/** Values that a browser keeps for us: signed, dated, and for one purpose. Nothing in them is secret. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Seal {
  readonly seal: (purpose: string, value: unknown, seconds: number) => string;
  /** `undefined`: not ours, for something else, or run out. */
  readonly open: (purpose: string, text: string | undefined) => unknown;
}

/** `secret`: the same for every web process; what is signed with it cannot be told from what another key signs. */
export function createSeal(secret: string, now: () => Date): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, 'countersign', 'draft page', 32));
  const sign = (purpose: string, payload: string): Buffer => createHmac('sha256', key).update(`${purpose}\n${payload}`).digest();
  return {
    seal: (purpose, value, seconds) => {
      const payload = Buffer.from(JSON.stringify({ value, until: now().getTime() + seconds * 1000 })).toString('base64url');
      return `${payload}.${sign(purpose, payload).toString('base64url')}`;
    },
    open: (purpose, text = '') => {
      const [payload = '', signature = '', ...more] = text.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(purpose, payload);
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const { value, until } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { value: unknown; until: number };
      return until > now().getTime() ? value : undefined;
    },
  };
}

export function randomText(): string {
  return randomBytes(32).toString('base64url');
}
