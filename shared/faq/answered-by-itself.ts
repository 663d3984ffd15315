import { addressHash } from '../cases/intake/network.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import { DAY, HOUR, type Instant } from '../engine/calendar/instant.ts';
import { localDayAt } from '../engine/calendar/local-day.ts';
import type { StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { budgetHour } from '../policies/budgets.ts';
import type { FaqEntryId } from './faq-entry.ts';
import { faqEntryKey } from './faq-entry-key.ts';
import { isShown, listedFaq } from './faq-row.ts';

/** How often one address is counted within an hour. A whole building may share one. */
const PER_ADDRESS_MAX = 30;
/** As long as statistics look back, and a little more. */
const KEPT = 400 * DAY;

/** How many are read at most; what is beyond is said to be more. */
export const ANSWERED_MAX = 5_000;

/** One row for each time, so that nobody's click waits for another's, and the same page counts once. */
export const answeredPk = (station: StationId): string => `S#${station}#FAQ-ANSWERED`;

const answeredCompanion = (
  { station, id, token }: { readonly station: StationId; readonly id: FaqEntryId; readonly token: string },
  now: Instant,
): Companion => ({
  key: { pk: answeredPk(station), sk: `${localDayAt(now)}#${id}#${token}` },
  values: {},
  expiresAt: now + KEPT,
  condition: 'absent',
  conflict: 'answered',
});

/**
 * Counts that somebody found their answer and reported nothing. It is no response of a person, and is counted apart.
 * @param of `token`: of the page on which it was found; the same one again counts once
 */
export async function countAnswered(
  world: Pick<World, 'store' | 'hasher'>,
  of: { readonly station: StationId; readonly id: FaqEntryId; readonly token: string },
  { address, now }: { readonly address: string; readonly now: Instant },
): Promise<{ readonly counted: boolean; readonly refusal?: never } | Refused> {
  const listed = await listedFaq(world.store, faqEntryKey(of.station, of.id));
  if (listed === undefined || !isShown(listed, now)) return refused({ code: 'not-found' });
  const { hour, endsAt } = budgetHour(now);
  const name = `answered#${hour}#${await addressHash(world, address, now)}`;
  if ((await world.store.countUp(name, 1, endsAt + HOUR)) > PER_ADDRESS_MAX) return { counted: false };
  return { counted: await world.store.writeCompanions([answeredCompanion(of, now)]) };
}

/** How many questions were answered by themselves from one instant on and before another, by local days. */
export async function answeredByItself(
  store: Pick<CompanionStore, 'companions'>,
  station: StationId,
  { from, before }: { readonly from: Instant; readonly before: Instant },
): Promise<{ readonly count: number; readonly more: boolean }> {
  const rows = await store.companions(answeredPk(station), {
    from: localDayAt(from),
    through: `${localDayAt(before - 1)}#~`,
    limit: ANSWERED_MAX + 1,
  });
  return { count: Math.min(rows.length, ANSWERED_MAX), more: rows.length > ANSWERED_MAX };
}
