import { seededChance } from '../../../shared/adapters/memory/seeded-system.ts';
import { cancelled, held, type TableRefusal, throttled } from './table-refusals.ts';

/**
 * What a table does on AWS and an embedded one never: an index that shows a write late, a read that was not asked to be
 * consistent and is not, a partition that is too busy, and a row that another transaction holds.
 */
export const weatherNames = ['lag', 'stale', 'throttle', 'conflict'] as const;
export type WeatherName = (typeof weatherNames)[number];

/** Plain data, so that it can be given to a thread. */
export interface WeatherSettings {
  readonly names: readonly WeatherName[];
  /** With the same seed and the same order of calls the same calls are refused. */
  readonly seed: number;
}

export interface Weather {
  /** How the table refuses this call, which then has no effect; undefined when it answers. */
  refusalOf(operation: string, body: object): TableRefusal | undefined;
  /** Whether this read gets what was written a while ago. */
  isBehind(operation: string, body: object): boolean;
  /** How many further calls a write stays unseen by such reads. */
  callsUnseen(): number;
}

/** Shares of calls. The SDK sends a throttled call three times, the store a write whose row is held five times. */
const THROTTLED_SHARE = 0.1;
const CONFLICT_SHARE = 0.3;

/** A sweep makes more calls than this, so that the next one sees what the last one wrote. */
const CALLS_UNSEEN_MAX = 12;

export function createWeather({ names, seed }: WeatherSettings): Weather {
  const chance = seededChance(seed);
  const is = (name: WeatherName): boolean => names.includes(name);
  const happens = (share: number): boolean => chance.below(1000) < share * 1000;

  return {
    refusalOf(operation, body) {
      if (is('throttle') && happens(THROTTLED_SHARE)) return throttled(chance.below(3));
      if (!is('conflict')) return undefined;
      if (operation === 'TransactWriteItems') {
        const { TransactItems = [] } = body as { readonly TransactItems?: readonly unknown[] };
        if (!happens(CONFLICT_SHARE)) return undefined;
        return cancelled(TransactItems.length, chance.below(Math.max(1, TransactItems.length)));
      }
      return singleWrites.has(operation) && happens(CONFLICT_SHARE) ? held : undefined;
    },

    isBehind(operation, body) {
      if (!reads.has(operation)) return false;
      if ('IndexName' in body) return is('lag');
      return is('stale') && !isConsistent(operation, body);
    },

    callsUnseen: () => chance.below(CALLS_UNSEEN_MAX + 1),
  };
}

const singleWrites: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const reads: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

interface Read {
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<Record<string, { readonly ConsistentRead?: boolean }>>;
}

const isConsistent = (operation: string, { ConsistentRead, RequestItems = {} }: Read): boolean =>
  operation === 'BatchGetItem'
    ? Object.values(RequestItems).every((one) => one.ConsistentRead === true)
    : ConsistentRead === true;
