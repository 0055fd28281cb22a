import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** PEM, PEM with `\n` written out, PEM in base64, or a file (Probot's conventions). */
export function readPrivateKey(given: RawEnvironment, problems: string[]): string | undefined {
  const path = given['PRIVATE_KEY_PATH'];
  let text = given['PRIVATE_KEY'];
  if (text === undefined && path !== undefined) {
    try {
      text = readFileSync(path, 'utf8');
    } catch (cause) {
      problems.push(
        `PRIVATE_KEY_PATH cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}). Set it to the .pem file of your GitHub App.`,
        'PRIVATE_KEY was not read.',
      );
      return undefined;
    }
  }
  if (text === undefined) return undefined;
  const pem = text.includes('-----BEGIN') ? text.replaceAll(String.raw`\n`, '\n') : Buffer.from(text, 'base64').toString('utf8');
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'rsa') throw new Error('not RSA');
    // GitHub makes keys of 2048 bits.
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('too short');
    // One form for everything behind, whatever stood around the key.
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    problems.push(
      'PRIVATE_KEY is not an RSA private key of at least 2048 bits in PEM format. Download a new one from the settings page of your GitHub App.',
    );
    return undefined;
  }
}
