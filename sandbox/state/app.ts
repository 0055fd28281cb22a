/** A GitHub App, where it is installed, and the tokens minted for it. Source: https://docs.github.com/en/rest/apps/apps */
import type { User } from './person.ts';

/** Permission name as in the manifest (`pull_requests`, `checks`, …) to its level. */
export type AppPermissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>;

export interface App {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people may be sent back to after they signed in. */
  readonly callbackUrls: readonly string[];
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** The bot account in whose name the App writes: `<slug>[bot]`. */
  readonly botId: number;
  readonly ownerId: number;
  /** SPKI PEM; the private half leaves the sandbox once, as the answer of `addApp`. */
  readonly publicKey: string;
  webhookUrl: string | null;
  webhookSecret: string;
  permissions: AppPermissions;
  events: readonly string[];
  readonly createdAt: Date;
}

export interface Installation {
  readonly id: number;
  readonly appId: number;
  /** The user or organization whose repositories it covers. */
  readonly accountId: number;
  selection: 'all' | 'selected';
  /** Only read when `selection` is `selected`. */
  readonly repositoryIds: Set<number>;
  permissions: AppPermissions;
  suspendedAt: Date | null;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface InstallationToken {
  readonly token: string;
  readonly installationId: number;
  readonly permissions: AppPermissions;
  /** `null`: every repository of the installation, also later ones. */
  readonly repositoryIds: readonly number[] | null;
  readonly expiresAt: Date;
}

export interface NewApp {
  readonly name: string;
  /** Left out: made from the name. */
  readonly slug?: string;
  readonly description?: string;
  readonly owner: User;
  readonly webhookUrl?: string | null;
  readonly callbackUrls?: readonly string[];
  /** Left out: a random one. */
  readonly webhookSecret?: string;
  readonly permissions: AppPermissions;
  readonly events: readonly string[];
}

export interface AddedApp {
  readonly app: App;
  readonly appId: number;
  /** PKCS #8 PEM; shown this once. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

/** What a person confirmed, waiting for whoever has the code. */
export interface OfferedApp extends Omit<NewApp, 'owner'> {
  readonly ownerId: number;
  readonly offeredAt: Date;
}
