export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

/** A row as it comes and goes, attribute by attribute; what is read is parsed before it is believed. */
export type Row = Readonly<Record<string, unknown>>;
