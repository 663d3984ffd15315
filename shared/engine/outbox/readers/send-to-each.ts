import { MINUTE } from '../../calendar/instant.ts';
import type { Channel, ChannelMessage, Judged, SendingOptions, Throttled } from '../channel.ts';
import type { Person } from '../person.ts';
import type { Readers } from './readers.ts';

/** Sends to each person who was not told before and has an address, as long as there is time. */
export async function sendToEach(
  channel: Channel,
  reaches: NonNullable<Channel['reaches']>,
  message: ChannelMessage,
  { people, readers }: { readonly people: readonly Person[]; readonly readers?: Readers },
  options: SendingOptions,
): Promise<Judged | Throttled> {
  const owners = new Map<string, string>();
  for (const { person, platforms } of people) {
    const address = platforms?.[reaches];
    if (address !== undefined && !owners.has(address)) owners.set(address, person);
  }
  const judged: (Judged | Throttled)[] = [];
  const isTold = (person: string) => readers?.isTold(person) === true;
  if ([...owners.values()].some(isTold)) judged.push({ result: 'sent' });
  for (const [nth, [address, person]] of [...owners].filter(([, one]) => !isTold(one)).entries()) {
    if (nth > 0 && readers?.hasTime() === false) {
      judged.push({ result: 'throttled', ...nextSweep });
      break;
    }
    const one = await attempt(channel, { ...message, address }, options);
    judged.push(one);
    if (one.result === 'sent' && owners.size > 1) await readers?.tell(person);
  }
  return worstOf(judged);
}

/** Whom there was no time for is told with the next sweep, by a message that is read again. */
export const nextSweep = { retryAfterMs: MINUTE } as const;

/** One attempt over one channel, whose errors are its failure. */
export async function attempt(
  channel: Channel,
  message: ChannelMessage,
  options: SendingOptions,
): Promise<Judged | Throttled> {
  try {
    return await channel.send(message, options);
  } catch {
    return { result: 'transient', code: 'channel-threw' };
  }
}

/** If one person was not reached for now, those who were not told are tried again; one who cannot be reached holds up none. */
const worstOf = (judged: readonly (Judged | Throttled)[]): Judged | Throttled =>
  longestWait(judged.filter((one) => one.result === 'transient')) ??
  judged.find(({ result }) => result === 'throttled') ??
  judged.find(({ result }) => result === 'broken') ??
  judged.find(({ result }) => result === 'sent') ??
  judged[0] ?? { result: 'permanent', code: 'no-address' };

/** Of those that failed for now, the one that is to be left alone longest. */
export const longestWait = <One extends { readonly retryAfterMs?: number }>(
  failed: readonly One[],
): One | undefined => failed.toSorted((one, other) => (other.retryAfterMs ?? 0) - (one.retryAfterMs ?? 0))[0];
