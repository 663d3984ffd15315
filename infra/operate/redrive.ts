import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { eventSource } from '../../events/event-type.ts';
import { parsed, type QueueName, receive } from './dead-letters.ts';

const event = z.object({
  source: z.literal(eventSource),
  'detail-type': z.string(),
  detail: z.looseObject({}),
});

/** A bus rule's dead letter is the event; a function's dead letter holds the event as `requestPayload`. */
const deadLetter = z.union([
  event,
  z.pipe(
    z.object({ requestPayload: event }),
    z.transform((found) => found.requestPayload),
  ),
]);

/**
 * Puts each event of a dead-letter queue on the bus again and deletes it once the bus has accepted it. The sender
 * ignores an offer that is outdated by now, so no notice is sent twice. SQS redrives queues itself elsewhere, but not
 * in China.
 */
export async function redrive(queue: QueueName, bus: string): Promise<readonly object[]> {
  const events = new EventBridgeClient();
  const done = { redriven: 0, refused: 0, left: 0 };
  for (const { message, remove } of await receive(queue)) {
    const found = deadLetter.safeParse(parsed(message.Body ?? ''));
    if (!found.success) {
      // A tick of the sweep or the prover: the next run does its work, so a late repeat is useless.
      done.left += 1;
    } else if (await isAccepted(events, bus, found.data)) {
      await remove();
      done.redriven += 1;
    } else {
      done.refused += 1;
    }
  }
  return [done];
}

async function isAccepted(
  events: EventBridgeClient,
  bus: string,
  found: z.output<typeof event>,
): Promise<boolean> {
  const result = await events.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: bus,
          Source: found.source,
          DetailType: found['detail-type'],
          Detail: JSON.stringify(found.detail),
        },
      ],
    }),
  );
  return result.FailedEntryCount === 0;
}
