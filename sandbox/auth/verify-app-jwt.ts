/** An App's own credential: a JSON web token, RS256, ten minutes at most. Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
import { compactVerify, decodeJwt, decodeProtectedHeader, importSPKI } from 'jose';
import type { App } from '#sandbox/state/app.ts';
import { Refusal } from '#sandbox/state/refusal.ts';

/** Seconds that a clock may be ahead. */
const LEEWAY = 60;
const LONGEST = 600;

const UNREADABLE = 'A JSON web token could not be decoded';
const EXPIRED = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
const TOO_FAR = "'Expiration time' claim ('exp') is too far in the future";
const ISSUED = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
const ISSUER = "'Issuer' claim ('iss') must be an Integer";

/** The App that signed; throws a `Refusal` (401) in GitHub's words. `now`: the sandbox's clock. */
export async function verifyAppJwt(token: string, apps: Iterable<App>, now: Date): Promise<App> {
  const claims = readClaims(token);
  const issuer = claims['iss'];
  if (typeof issuer !== 'string' && typeof issuer !== 'number') throw new Refusal(401, ISSUER);
  const app = [...apps].find((one) => String(one.id) === String(issuer) || one.clientId === issuer);
  if (!app) throw new Refusal(401, 'Integration not found');
  try {
    await compactVerify(token, await importSPKI(app.publicKey, 'RS256'), { algorithms: ['RS256'] });
  } catch {
    throw new Refusal(401, UNREADABLE);
  }
  const seconds = Math.floor(now.getTime() / 1000);
  const { exp, iat } = claims;
  if (typeof exp !== 'number' || exp <= seconds) throw new Refusal(401, EXPIRED);
  if (exp > seconds + LONGEST) throw new Refusal(401, TOO_FAR);
  if (typeof iat !== 'number' || iat > seconds + LEEWAY) throw new Refusal(401, ISSUED);
  return app;
}

function readClaims(token: string): Record<string, unknown> {
  try {
    if (decodeProtectedHeader(token).alg !== 'RS256') throw new Refusal(401, UNREADABLE);
    return decodeJwt(token);
  } catch {
    throw new Refusal(401, UNREADABLE);
  }
}
