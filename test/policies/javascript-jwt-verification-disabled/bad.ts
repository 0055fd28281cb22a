import jwt from 'jsonwebtoken';

export function userOf(token: string, key: string): unknown {
  // ruleid: javascript-jwt-verification-disabled
  return jwt.verify(token, key, { algorithms: ['HS256', 'none'] });
}

export function withoutKey(token: string): unknown {
  // ruleid: javascript-jwt-verification-disabled
  return jwt.verify(token, '', { algorithms: ['HS256'] });
}

export function unsigned(claims: object): string {
  // ruleid: javascript-jwt-verification-disabled
  return jwt.sign(claims, '', { algorithm: 'none' });
}
