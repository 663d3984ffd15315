import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { type SecretName, secretPath } from './channel-secrets.ts';

/** Counts in rows that all instances share, each count in one write. */
export interface BudgetCounters {
  countUp(name: string, by: number, expiresAt: Instant): Promise<number>;
}

export interface TakenFrom {
  readonly target: SecretName;
  /** How many messages a minute the target takes. */
  readonly perMinute: number;
  /** An urgent message may take what is kept back for such. */
  readonly urgent: boolean;
}

/** A message has its place in this minute; or it has to wait, with how many others before it. */
export type Taken = 'taken' | { readonly retryAfterMs: number; readonly before: number };

/** Of what a target takes a minute, the part that is kept back for urgent messages. */
const KEPT_BACK = 1 / 4;

/**
 * Takes a message's place in the current minute of a target, over all instances. Channels without such a limit cost
 * nothing. The counters are rows of their own for each target and minute, so no two stations write the same one.
 */
export async function takeFromBudget(
  counters: BudgetCounters,
  { target, perMinute, urgent }: TakenFrom,
  now: Instant,
): Promise<Taken> {
  const minute = Math.floor(now / MINUTE);
  const next = (minute + 1) * MINUTE;
  // A receiver counts a minute from the first message on, which is not when ours begins: at most half of what it takes
  // falls on either side of the boundary.
  const ownMax = Math.max(1, Math.floor(perMinute / 2));
  const kept = ownMax > 1 ? Math.ceil(ownMax * KEPT_BACK) : 0;
  const open = ownMax - kept;
  const name = `${secretPath(target)}#${minute}`;
  const countUp = (counter: string) => counters.countUp(counter, 1, next + MINUTE);
  // A counter of its own: those that were refused count too, and many of them would use up what is kept back.
  if (urgent && kept > 0 && (await countUp(`${name}#urgent`)) <= kept) return 'taken';
  const count = await countUp(name);
  return count <= open ? 'taken' : { retryAfterMs: next - now, before: count - open - 1 };
}
