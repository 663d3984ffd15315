import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { deliveryOffered } from '../../../events/delivery-offered.ts';
import { eventSource } from '../../../events/event-type.ts';
import { factRecorded } from '../../../events/fact-recorded.ts';
import type { Bus } from '../../engine/outbox/bus.ts';
import { factDetail, offerDetail } from './bus-detail.ts';

/** More entries than this are refused, all of them. */
const ENTRIES_MAX = 10;

/** The client of a process: every wait is bounded, as a hanging request would hold the whole sweep. */
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
 * The bus as EventBridge. Entries are taken one by one, so a call may succeed in part; what was not taken is given
 * back. A call that gets no answer at all throws, although calls before it may have been taken.
 */
export function eventBridgeBus(client: Pick<EventBridgeClient, 'send'>, busName: string): Bus {
  const put = async <Item>(
    items: readonly Item[],
    detailType: string,
    detailOf: (item: Item) => object,
  ): Promise<readonly Item[]> => {
    const refused: Item[] = [];
    for (let from = 0; from < items.length; from += ENTRIES_MAX) {
      const some = items.slice(from, from + ENTRIES_MAX);
      const Entries = some.map((item) => ({
        EventBusName: busName,
        Source: eventSource,
        DetailType: detailType,
        Detail: JSON.stringify(detailOf(item)),
      }));
      const answer = await client.send(new PutEventsCommand({ Entries }));
      if ((answer.FailedEntryCount ?? 0) === 0) continue;
      // An answer speaks of its entries in their order.
      refused.push(...some.filter((_, index) => answer.Entries?.[index]?.EventId === undefined));
    }
    return refused;
  };
  return {
    offer: (offers) => put(offers, deliveryOffered.name, offerDetail),
    publish: (facts) => put(facts, factRecorded.name, factDetail),
  };
}
