/** A GitHub App that was just registered, with its credentials. */
export interface NewApp {
  readonly id: number;
  readonly slug: string;
  /** The App's public page. */
  readonly url: string;
  /** PEM in base64: one line without quotes or escapes, which every reader of `.env` files understands alike. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** By which people sign in on the draft page; `undefined` when GitHub gave none. */
  readonly signIn: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** GitHub has no secret yet: a person has to enter ours there. */
  readonly secretIsOurs: boolean;
}
