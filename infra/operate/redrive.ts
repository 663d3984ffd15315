import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { eventSource } from '../../events/event-type.ts';
import { parsed, type QueueName, take } from './dead-letters.ts';

const event = z.object({
  source: z.literal(eventSource),
  'detail-type': z.string(),
  detail: z.looseObject({}),
});

/** A rule's letter is the event itself; a function's holds it as what it was called with. */
const deadLetter = z.union([
  event,
  z.pipe(
    z.object({ requestPayload: event }),
    z.transform((found) => found.requestPayload),
  ),
]);

/**
 * Hands each event in a dead-letter queue to the bus again and takes it out once the bus has it. An offer that has been
 * overtaken since is dropped by the sender, so nobody is told twice. Queues redrive themselves elsewhere; not in China.
 */
export async function redrive(queue: QueueName, bus: string): Promise<readonly object[]> {
  const events = new EventBridgeClient();
  const done = { redriven: 0, refused: 0, left: 0 };
  for (const { message, drop } of await take(queue)) {
    const found = deadLetter.safeParse(parsed(message.Body ?? ''));
    if (!found.success) {
      // A tick or a proof: its next run makes it good, and a late one would only be another.
      done.left += 1;
    } else if (await isTaken(events, bus, found.data)) {
      await drop();
      done.redriven += 1;
    } else {
      done.refused += 1;
    }
  }
  return [done];
}

async function isTaken(
  events: EventBridgeClient,
  bus: string,
  found: z.output<typeof event>,
): Promise<boolean> {
  const answer = await events.send(
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
  return answer.FailedEntryCount === 0;
}
