/** One attempt to hand a webhook to an App. Source: https://docs.github.com/en/rest/apps/webhooks */

export interface Delivery {
  readonly id: number;
  /** The same for every attempt of one event. */
  readonly guid: string;
  readonly appId: number;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  /** The exact text that was signed and sent. */
  readonly body: string;
  /** `pending` until answered; then GitHub's words: `OK`, `timed out`, `failed to connect`, `Invalid HTTP Response: 500`. */
  status: string;
  /** 0 when there was no answer. */
  statusCode: number;
  /** Seconds. */
  duration: number;
  requestHeaders: Readonly<Record<string, string>>;
  responseHeaders: Readonly<Record<string, string>>;
  responseBody: string;
  deliveredAt: Date;
}
