import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { deliveryOffered } from '../../../events/delivery-offered.ts';
import { eventSource } from '../../../events/event-type.ts';
import { factRecorded } from '../../../events/fact-recorded.ts';
import { proofAsked } from '../../../events/proof-asked.ts';
import type { Bus } from '../../engine/outbox/bus.ts';
import { askDetail, factDetail, offerDetail } from './bus-detail.ts';

/** EventBridge rejects a call with more entries. */
const ENTRIES_MAX = 10;

/** The client of a process. Every wait is bounded, since a hanging request would hold the whole sweep. */
export const eventBridgeClient = (
  config: EventBridgeClientConfig = {},
  timeoutFactor = 1,
): EventBridgeClient =>
  new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1000 * timeoutFactor,
      requestTimeout: 3000 * timeoutFactor,
      throwOnRequestTimeout: true,
    },
    ...config,
  });

/**
 * The bus on EventBridge. A call may succeed in part; the entries that EventBridge did not accept are returned. A call
 * without a response throws, although earlier calls may have been accepted.
 */
export function eventBridgeBus(client: Pick<EventBridgeClient, 'send'>, busName: string): Bus {
  const put = async <Item>(
    items: readonly Item[],
    detailType: string,
    detailOf: (item: Item) => object,
  ): Promise<readonly Item[]> => {
    const refused: Item[] = [];
    for (let from = 0; from < items.length; from += ENTRIES_MAX) {
      const chunk = items.slice(from, from + ENTRIES_MAX);
      const Entries = chunk.map((item) => ({
        EventBusName: busName,
        Source: eventSource,
        DetailType: detailType,
        Detail: JSON.stringify(detailOf(item)),
      }));
      const result = await client.send(new PutEventsCommand({ Entries }));
      if ((result.FailedEntryCount ?? 0) === 0) continue;
      // The result lists its entries in the order of the request.
      refused.push(...chunk.filter((_, index) => result.Entries?.[index]?.EventId === undefined));
    }
    return refused;
  };
  return {
    offer: (offers) => put(offers, deliveryOffered.name, offerDetail),
    publish: (facts) => put(facts, factRecorded.name, factDetail),
    askProofs: (asks) => put(asks, proofAsked.name, askDetail),
  };
}
