import type { Receipt, ReceiptOutcome } from '../engine/outbox/receipts/record-receipt.ts';
import { type ReceiptsWorld, recordReceipts } from '../engine/outbox/receipts/record-receipts.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/**
 * Handler of the events by which a provider reports: each is about one message, and says what the rule lets through.
 * @param receiptIn reads an event; `undefined` for one that says nothing of a message of ours
 * @throws Error where the attempt has not ended here yet, so that the event comes again a minute later
 */
export const receiptHandler =
  (world: ReceiptsWorld & Pick<EngineWorld, 'system'>, receiptIn: (event: unknown) => Receipt | undefined) =>
  async (event: unknown): Promise<void> => {
    const receipt = receiptIn(event);
    if (receipt === undefined) return;
    if (!(await recordReceipts(world, [receipt], world.system.now())))
      throw new Error('a report came before the answer to its message');
  };

/** Logs and counts a message that its provider reported undelivered, like one that reached nobody. */
export const heardBy =
  (logger: ClockLogger) =>
  ({ delivery, outcome, code }: Receipt, became: ReceiptOutcome): void => {
    if (outcome !== 'undelivered' || became !== 'recorded') return;
    logger.record('message-dead', { delivery, why: outcome, code });
    logger.measure({ 'messages-dead': 1 });
  };
