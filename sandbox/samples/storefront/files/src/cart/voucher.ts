export interface Voucher {
  readonly code: string;
  readonly percent: number;
  /** First day, inclusive, as YYYY-MM-DD. */
  readonly from: string;
  /** Last day, inclusive, as YYYY-MM-DD. */
  readonly until: string;
}

export function isValidOn(voucher: Voucher, day: string): boolean {
  return voucher.from <= day && day <= voucher.until;
}
