/** What this room needs of PostgreSQL; `src/records/database.ts` gives it. */
export interface Sql {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as pg has it: the caller names the row.
  readonly query: <Row extends Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ) => Promise<{ rows: Row[]; rowCount: number | null }>;
}

export interface SqlDatabase extends Sql {
  readonly transaction: <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>;
}

/** NUL, which PostgreSQL refuses, and lone surrogates become U+FFFD. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
