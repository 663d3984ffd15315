import type { Receipt } from './record-receipt.ts';

/** How the provider of one kind of channel reports by calls of its own. */
export interface ReportReader {
  /** What it must be answered, as JSON, or it calls again. */
  readonly taken: object;
  /** The reports in one call that are about messages of ours. */
  receiptsIn(reports: readonly unknown[]): readonly Receipt[];
}
