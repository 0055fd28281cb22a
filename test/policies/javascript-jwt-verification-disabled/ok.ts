import jwt from 'jsonwebtoken';

export function userOf(token: string, key: string): unknown {
  // ok: javascript-jwt-verification-disabled
  return jwt.verify(token, key, { algorithms: ['RS256'] });
}

export function signed(claims: object, key: string): string {
  // ok: javascript-jwt-verification-disabled
  return jwt.sign(claims, key, { algorithm: 'RS256' });
}

export function header(token: string): unknown {
  // ok: javascript-jwt-verification-disabled
  return jwt.decode(token, { complete: true });
}

export function otherVerify(form: Form): boolean {
  // ok: javascript-jwt-verification-disabled
  return form.verify('field', '', { algorithms: ['none'] });
}
