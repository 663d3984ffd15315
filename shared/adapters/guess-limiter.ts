import { addressHash } from '../cases/intake/network.ts';
import type { World } from '../cases/world.ts';
import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import { Unavailable } from '../engine/storage/store-errors.ts';
import type { GuessLimiter } from '../http/guess-limiter.ts';
import { budgetHour, budgets } from '../policies/budgets.ts';

/** How many addresses one process remembers; the oldest entry is dropped first. */
const REMEMBERED_MAX = 10_000;
/** How many misses one process counts before it writes to the table, so that a single mistyped link costs no write. */
const WRITTEN_EVERY = 8;
/** Counters are kept beyond their hour, because the clocks of processes may differ. */
const KEPT = 10 * MINUTE;

interface Misses {
  readonly hour: number;
  /** Counted by this process and not yet in the table. */
  unwritten: number;
  /** The total of all processes, as far as this process knows. */
  total: number;
}

/**
 * Counts requests with unknown secret links by address and hour. Misses are counted in memory; every eighth is written
 * to the table, which returns the count of all processes. An address over the budget costs no further write in that
 * hour.
 */
export function guessLimiter(world: Pick<World, 'store' | 'hasher'>): GuessLimiter {
  const remembered = new Map<string, Misses>();

  const missesOf = (name: string, hour: number): Misses => {
    const found = remembered.get(name);
    if (found?.hour === hour) return found;
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= REMEMBERED_MAX) remembered.delete(oldest);
    const fresh = { hour, unwritten: 0, total: 0 };
    remembered.set(name, fresh);
    return fresh;
  };

  return {
    async missed(address: string, now: Instant): Promise<boolean> {
      const { missesPerAddress } = budgets;
      const { hour, endsAt } = budgetHour(now);
      const name = await addressHash(world, address, now);
      const misses = missesOf(name, hour);
      if (misses.total > missesPerAddress) return true;
      misses.total += 1;
      misses.unwritten += 1;
      if (misses.unwritten >= WRITTEN_EVERY) {
        const counted = misses.unwritten;
        misses.unwritten = 0;
        const stored = await countUp(world, `misses#${hour}#${name}`, counted, endsAt + KEPT);
        misses.total = Math.max(misses.total, stored);
      }
      return misses.total > missesPerAddress;
    },
  };
}

/** Returns 0 when the store is unavailable: the limiter then works on this process's count alone. */
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
