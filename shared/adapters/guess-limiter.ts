import { countedAs } from '../cases/intake/network.ts';
import type { World } from '../cases/world.ts';
import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import { Unavailable } from '../engine/storage/store-errors.ts';
import type { GuessLimiter } from '../http/guess-limiter.ts';
import { budgetHour } from '../policies/budget-hour.ts';
import { budgets } from '../policies/rate-limits.ts';

/** Addresses that one process remembers at once; the one that was noted first is forgotten first. */
const REMEMBERED_MAX = 10_000;
/** Misses that a process counts by itself before it writes them down for the others: a slip of the pen costs nothing. */
const WRITTEN_EVERY = 8;
/** Counters outlive their hour by what clocks may differ. */
const KEPT = 10 * MINUTE;

interface Misses {
  readonly hour: number;
  /** Counted by this process and not written down yet. */
  unwritten: number;
  /** In all, as far as this process knows. */
  known: number;
}

/**
 * Counts secret links that lead nowhere, by address and hour: in memory first, and every eighth of them in the table,
 * whose answer is the count of all processes. An address beyond the budget costs no further write in that hour.
 */
export function guessLimiter(world: Pick<World, 'store' | 'vault'>): GuessLimiter {
  const remembered = new Map<string, Misses>();

  const missesOf = (name: string, hour: number): Misses => {
    const found = remembered.get(name);
    if (found?.hour === hour) return found;
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= REMEMBERED_MAX) remembered.delete(oldest);
    const fresh = { hour, unwritten: 0, known: 0 };
    remembered.set(name, fresh);
    return fresh;
  };

  return {
    async missed(address: string, now: Instant): Promise<boolean> {
      const { missesPerAddress } = budgets;
      const { hour, endsAt } = budgetHour(now);
      const name = await countedAs(world, address, now);
      const misses = missesOf(name, hour);
      if (misses.known > missesPerAddress) return true;
      misses.known += 1;
      misses.unwritten += 1;
      if (misses.unwritten >= WRITTEN_EVERY) {
        const counted = misses.unwritten;
        misses.unwritten = 0;
        const total = await countUp(world, `misses#${hour}#${name}`, counted, endsAt + KEPT);
        misses.known = Math.max(misses.known, total);
      }
      return misses.known > missesPerAddress;
    },
  };
}

/** A counter that cannot be reached is no reason to answer anybody otherwise. */
async function countUp(
  { store }: Pick<World, 'store'>,
  name: string,
  counted: number,
  until: Instant,
): Promise<number> {
  try {
    return await store.countUp(name, counted, until);
  } catch (error) {
    if (error instanceof Unavailable) return 0;
    throw error;
  }
}
