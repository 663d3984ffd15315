import { createHash } from 'node:crypto';
import { dayNumberOf, type LocalDay, startOfDay } from '../calendar/local-day.ts';
import type { StationId } from '../scope.ts';
import { stationOfPk } from '../storage/keys.ts';
import type { DailyRoot, Head } from './statement.ts';

/** What the row of a root says: it is over all that was stated before `at`. */
export const rootValues = ({ day, chains, root }: DailyRoot) => ({
  chains,
  root,
  at: startOfDay(dayNumberOf(day)),
});

/**
 * The root of each station: SHA-256 over a line for each chain, `<chain> <version> <head>`, in the order of the chains'
 * names. It tells nobody what is in the chains, and a person who kept it can show that none was changed afterwards.
 */
export function rootsOf(heads: ReadonlyMap<string, Head>, day: LocalDay): readonly DailyRoot[] {
  const running = new Map<StationId, { readonly hash: ReturnType<typeof createHash>; chains: number }>();
  for (const chain of [...heads.keys()].sort()) {
    const station = stationOfPk(chain);
    const found = heads.get(chain);
    if (station === undefined || found === undefined) continue;
    const root = running.get(station) ?? { hash: createHash('sha256'), chains: 0 };
    root.hash.update(`${chain} ${found.version} ${found.head}\n`);
    root.chains += 1;
    running.set(station, root);
  }
  return [...running].map(([station, { hash, chains }]) => ({
    station,
    day,
    chains,
    root: hash.digest('base64url'),
  }));
}
