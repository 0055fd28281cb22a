/** Accounts as GitHub knows them: people, bots (one per App) and organizations. Source: https://docs.github.com/en/rest/users/users */

export interface User {
  readonly id: number;
  /** Unique without regard to case; a bot's ends in `[bot]`. */
  readonly login: string;
  readonly kind: 'User' | 'Bot' | 'Organization';
  readonly name: string | null;
  readonly email: string;
  readonly createdAt: Date;
}

/** From weakest to strongest; a repository's own answer to "what may this person do here?". */
export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

const ORDER: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** True when `held` allows all that `wanted` allows. */
export function permits(held: Permission, wanted: Permission): boolean {
  return ORDER.indexOf(held) >= ORDER.indexOf(wanted);
}
