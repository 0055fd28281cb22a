/** What kind of point a finding makes. */
export const categories = ['bug', 'security', 'concurrency', 'resource', 'performance', 'error-handling', 'other'] as const;
export type Category = (typeof categories)[number];
