import { type Instant, SECOND } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { EngineWorld } from '../world.ts';
import type { Delivery, TestSubject } from './delivery.ts';
import { suppress } from './end-delivery.ts';
import { envelopeOf } from './notice.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { addressees } from './roster.ts';
import { sendOver } from './send-notice.ts';

/** Of one channel, one test in this time: whoever asks again within it looks at that one. */
const ONE_TEST_IN = 10 * SECOND;

/** The test of a channel that is asked for at a time. */
export const testAt = (
  { station, channel }: Pick<TestSubject, 'station' | 'channel'>,
  now: Instant,
): TestSubject => ({ about: 'test', station, channel, at: now - (now % ONE_TEST_IN) });

/**
 * Asks for a message that is about nothing, to the chiefs of a station over one channel and no other, whatever the routes.
 * It leaves as every message does: by its row, the stream and the function that sends. By night too, because somebody waits
 * for it.
 */
export async function askTest(
  { store, policies }: Pick<EngineWorld, 'store' | 'policies'>,
  of: Pick<TestSubject, 'station' | 'channel'>,
  now: Instant,
): Promise<TestSubject> {
  const subject = testAt(of, now);
  const { staffLanguage } = await policies.current(of.station);
  await store.addMessage({
    subject,
    message: { to: 'chief', kind: 'test' },
    priority: 'P1',
    language: staffLanguage,
    createdAt: now,
    attempts: 0,
    state: 'pending',
    dueAt: now,
  });
  return subject;
}

/** What became of a test: its channel took it, or the code of why not. */
export type Tested =
  | { readonly result: 'waiting' }
  | { readonly result: 'sent' }
  | { readonly result: 'failed'; readonly code: string };

/** Undefined for a test that nobody asked for. */
export async function outcomeOfTest(
  { store }: Pick<EngineWorld, 'store'>,
  subject: TestSubject,
): Promise<Tested | undefined> {
  const found = await store.loadDelivery(subject);
  if (found === undefined) return undefined;
  if (found.state === 'pending') return { result: 'waiting' };
  return found.state === 'sent' ? { result: 'sent' } : { result: 'failed', code: found.reason ?? 'unknown' };
}

/**
 * Makes the only attempt of a test. One that its channel does not take ends with the receiver's code: nobody misses it, so
 * that it is neither listed as stuck nor raises an alarm.
 */
export async function sendTest(
  world: NotifyWorld,
  delivery: Delivery<TestSubject>,
  roster: readonly Person[],
  now: Instant,
): Promise<Outcome> {
  const { channels, store, testText } = world;
  const { kind } = delivery.message;
  // An attempt that was put off is given back: this one broke off in the middle, and whoever had the message has it.
  if (delivery.attempts > 1) return suppress(world, delivery, 'unsure');
  const { station, channel: name } = delivery.subject;
  const channel = await channels.named(station, name);
  if (channel === undefined || testText === undefined) return suppress(world, delivery, 'no-channel');
  const people = addressees(delivery.message, roster, now);
  const notice = {
    ...envelopeOf(delivery, people, now),
    about: 'test',
    language: channel.language ?? delivery.language,
  };
  const addressed = { to: 'chief', urgent: false, sensitive: false } as const;
  const outgoing = { notice, addressed, people, attempts: delivery.attempts };
  const textOf = () => testText(notice.language);
  const judged = await sendOver(channel, { ...outgoing, textOf }, now);
  switch (judged.result) {
    case 'sent':
      await store.settle(delivery, 'sent', { channel: name, ...defined({ receipt: judged.receipt }) });
      return { outcome: 'sent', kind };
    case 'throttled':
      await store.putOff(delivery, now + judged.retryAfterMs);
      return { outcome: 'retry-later', kind, why: 'throttled', channel: name };
    default:
      return suppress(world, delivery, judged.code);
  }
}
