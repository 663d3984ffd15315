export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

/** A stored row, unparsed; code parses it before using any value. */
export type Row = Readonly<Record<string, unknown>>;
