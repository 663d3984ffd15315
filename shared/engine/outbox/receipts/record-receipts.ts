import type { Instant } from '../../calendar/instant.ts';
import {
  type Receipt,
  type ReceiptOutcome,
  type ReceiptWorld,
  type ReportingChannel,
  recordReceipt,
} from './record-receipt.ts';

export type ReceiptsWorld = ReceiptWorld & {
  /** Logs and counts what became of a report. */
  readonly heard: (receipt: Receipt, outcome: ReceiptOutcome) => void;
};

/**
 * Keeps all reports of one call. False if the provider must repeat the call, because of some of them the attempt has not
 * ended here; those that were kept are known then. One that cannot be kept holds up no other, and its error is thrown.
 */
export async function recordReceipts(
  world: ReceiptsWorld,
  receipts: readonly Receipt[],
  now: Instant,
  from?: ReportingChannel,
): Promise<boolean> {
  const outcomes = new Set<ReceiptOutcome>();
  const errors: unknown[] = [];
  for (const receipt of receipts) {
    try {
      const outcome = await recordReceipt(world, receipt, now, from);
      world.heard(receipt, outcome);
      outcomes.add(outcome);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return !outcomes.has('too-early');
}
