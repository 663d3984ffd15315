import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import { type Memory, remembered } from '../engine/remembered.ts';
import { isPersonId, isStationId, type Scope } from '../engine/scope.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { personRow } from './keys.ts';

/** Who was struck is refused by every process after this time, whatever their token says. */
const memory: Memory = { forMs: 10 * SECOND, namesMax: 1000 };

/** Whether a person was struck from the roster of the station of their token, some seconds ago at the latest. */
export function struckPeople(
  store: Pick<CompanionStore, 'companion'>,
  now: () => Instant,
): (scope: Scope) => Promise<boolean> {
  const recent = remembered(
    async (name: string) => {
      const [station = '', person = ''] = name.split(SEPARATOR);
      if (!isStationId(station) || !isPersonId(person))
        throw new Error('a scope names its station and person');
      const row = await store.companion(personRow(station, person), ['struck'], 'recent');
      return { isStruck: row?.struck !== undefined };
    },
    memory,
    now,
  );
  return async ({ station, person }) => (await recent(`${station}${SEPARATOR}${person}`)).isStruck;
}

/** Stands in no id. */
const SEPARATOR = '#';
