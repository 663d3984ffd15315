import { describe, expect, it } from 'vitest';
import type { LocalDay } from '../../shared/engine/calendar/local-day.ts';
import type { Absence, Person } from '../../shared/engine/outbox/person.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { rosterWarnings } from '../../shared/register/people/roster-warnings.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-12-01 12:00');
const [li, wang, zhao] = [personId('p-li'), personId('p-wang'), personId('p-zhao')];

const officer = (person: typeof li, more: Partial<Person> = {}): Person => ({
  ...{ person, station: stationId('st1'), role: 'officer', displayName: person, onLeave: false },
  ...more,
});
const away = (from: string, to: string, deputy?: typeof li): Absence => ({
  from: `2026-12-${from}` as LocalDay,
  to: `2026-12-${to}` as LocalDay,
  ...(deputy && { deputy }),
});
/** Somebody is always there as an officer. */
const rest = [
  officer(zhao),
  ...(['guard', 'chief', 'district'] as const).map((role) => officer(personId(role), { role })),
];

/** What a change of one entry warns of; the person is struck where there is no entry after it. */
function warned(before: readonly Person[], changed: typeof li, after?: Person) {
  const others = before.filter(({ person }) => person !== changed);
  const rosters = {
    before: [...before, ...rest],
    after: [...others, ...(after ? [after] : []), ...rest],
    changed,
  };
  return rosterWarnings(rosters, standardPolicy, now).map((one) => {
    if (one.code === 'unstaffed') return one.code;
    return one.code === 'stood-in-for'
      ? `${one.code} ${one.for}`
      : `${one.person} ${one.from} ${one.to ?? ''}`;
  });
}

const covered = officer(li, { absences: [away('05', '09', wang)] });

describe('a change of the roster warns of days on which nobody stands in', () => {
  it('from the day on which the deputy goes too, until they are back', () => {
    const leaving = officer(wang, { absences: [away('07', '08')] });
    expect(warned([covered, officer(wang)], wang, leaving)).toEqual([
      'p-li 2026-12-07 2026-12-08',
      'p-wang 2026-12-07 2026-12-08',
    ]);
    expect(warned([officer(li), leaving], li, covered)).toEqual(['p-li 2026-12-07 2026-12-08']);
  });

  it('where the deputy becomes an auditor, is struck, or goes away for good', () => {
    const gap = 'p-li 2026-12-05 2026-12-09';
    expect(warned([covered, officer(wang)], wang, officer(wang, { role: 'auditor' }))).toEqual([gap]);
    expect(warned([covered, officer(wang)], wang)).toEqual([gap]);
    expect(warned([covered, officer(wang)], wang, officer(wang, { onLeave: true }))).toEqual([
      gap,
      'p-wang 2026-12-01 ',
    ]);
  });

  it('where somebody is away from now on without a deputy', () => {
    expect(warned([officer(li)], li, officer(li, { onLeave: true }))).toEqual(['p-li 2026-12-01 ']);
    expect(warned([officer(li), officer(wang)], li, officer(li, { onLeave: true, deputy: wang }))).toEqual(
      [],
    );
  });

  it('but of none that are over, were so before, or have another deputy', () => {
    const past = officer(li, {
      absences: [{ ...away('01', '01', wang), from: '2026-11-20' as LocalDay, to: '2026-11-30' as LocalDay }],
    });
    expect(warned([past, officer(wang)], wang)).toEqual([]);
    const alone = officer(li, { absences: [away('05', '09')] });
    expect(warned([alone, officer(wang)], wang, officer(wang, { displayName: 'Wang' }))).toEqual([]);
    const another = officer(li, { deputy: wang, absences: [away('05', '09', zhao)] });
    expect(
      warned([another, officer(wang)], wang, officer(wang, { absences: [away('05', '06', zhao)] })),
    ).toEqual([]);
  });

  it('or of whom the person was to stand in for whenever they are away', () => {
    const led = officer(li, { deputy: wang });
    expect(warned([led, officer(wang)], wang)).toEqual(['stood-in-for p-li']);
    expect(warned([led, officer(wang)], wang, officer(wang, { role: 'auditor' }))).toEqual([
      'stood-in-for p-li',
    ]);
    expect(warned([led, officer(wang)], wang, officer(wang, { displayName: 'Wang' }))).toEqual([]);
  });
});
