import { describe, expect, it } from 'vitest';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { SECOND } from '../../shared/engine/calendar/instant.ts';
import { canonicalHash } from '../../shared/engine/canonical-hash.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { buildPolicy } from '../../shared/policies/build-policy.ts';
import { earlierStandards } from '../../shared/policies/earlier-standards.ts';
import type { CalendarContent, PolicyContent } from '../../shared/policies/policy.ts';
import type { Publication } from '../../shared/policies/prepare-publication.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { standardCalendar, standardContent } from '../../shared/policies/standard.ts';
import { publish as publishInto } from '../../shared/register/publish.ts';
import { operator } from '../../shared/register/record.ts';
import { at } from '../engine/wall-clock.ts';

const station = stationId('st1');
const other = stationId('st2');
const now = at('2026-11-23 10:00');

const { consultation } = standardContent.types;
const [terms] = consultation.terms;
/** The standard policy, except that a consultation is answered within two hours. */
const faster: PolicyContent = {
  ...standardContent,
  version: '2026-12-01',
  types: {
    ...standardContent.types,
    consultation: { ...consultation, terms: [{ ...terms, respond: { hours: 2 } }] },
  },
};
const nextYear: CalendarContent = {
  ...standardCalendar,
  version: '2027-12-31',
  holidays: {
    ...standardCalendar.holidays,
    daysOff: [...standardCalendar.holidays.daysOff, '2027-01-01'],
    horizon: '2027-12-31',
  },
};

function office() {
  const tables = emptyTables();
  const store = memoryStore(tables);
  let time = now;
  const policies = publishedPolicies(store, () => time);
  const waits = (ms: number) => {
    time += ms;
  };
  return { tables, store, policies, waits };
}

const system = seededSystem(1, now);
const publish = (store: ReturnType<typeof memoryStore>, to: StationId, publication: Publication) =>
  publishInto({ store, system }, to, publication, operator(now));

const respondOf = ({ types }: Pick<PolicyContent, 'types'>) => types.consultation?.terms[0].respond;

describe('the policies of a station', () => {
  it('are the standard as long as it published none', async () => {
    const { policies } = office();
    expect((await policies.current(station)).version).toBe(standardContent.version);
  });

  it('are new for what begins after a publication, and as they were for what began before', async () => {
    const { store, policies, waits } = office();
    await policies.current(station);
    await publish(store, station, { policy: faster });
    waits(10 * SECOND);
    expect(respondOf(await policies.current(station))).toEqual({ hours: 2 });
    expect(respondOf(await policies.of(station, standardContent.version))).toEqual({ days: 1 });
  });

  it('are those of an earlier release for a case of that release, also where nothing was published', async () => {
    const { policies } = office();
    const found = (await policies.of(station, '2026-11-01')).types['found-item'];
    expect(found.milestones.map(({ kind, starts }) => [kind, starts])).toEqual([
      ['owner-search-end', 'received'],
    ]);
    expect((await policies.current(station)).version).not.toBe('2026-11-01');
  });

  it('are looked up anew after ten seconds, and not at every command', async () => {
    const { store, policies, waits } = office();
    await policies.current(station);
    await publish(store, station, { policy: faster });
    waits(10 * SECOND - 1);
    expect((await policies.current(station)).version).toBe(standardContent.version);
    waits(1);
    expect((await policies.current(station)).version).toBe(faster.version);
  });

  it('are the own ones of each station', async () => {
    const { store, policies } = office();
    await publish(store, other, { policy: faster });
    expect((await policies.current(station)).version).toBe(standardContent.version);
    expect((await policies.current(other)).version).toBe(faster.version);
  });

  it('of an unknown version are not guessed', async () => {
    const { policies } = office();
    await expect(policies.of(station, '1999-01-01')).rejects.toThrow('no policy of version 1999-01-01');
  });

  it('of an old version use the newest calendar for clocks that start later', async () => {
    const { store, policies, waits } = office();
    const before = await policies.of(station, standardContent.version);
    expect(before.calendars.isOpen('office', at('2027-01-01 10:00'))).toBe(true);
    await publish(store, station, { calendar: nextYear });
    waits(10 * SECOND);
    const after = await policies.of(station, standardContent.version);
    expect(after.calendars.isOpen('office', at('2027-01-01 10:00'))).toBe(false);
    expect(after.calendars.daysUntilHorizon(now)).toBeGreaterThan(400);
  });

  it('of a version that does not know a type promise what the standard does', () => {
    const { fraud: _, ...types } = standardContent.types;
    const early = { ...standardContent, version: 'before-fraud', types };
    const policy = buildPolicy(early, standardCalendar, standardContent.types);
    expect(policy.types.fraud).toEqual(standardContent.types.fraud);
  });
});

describe('a published version', () => {
  it('never changes: the same version with other content is refused, and nothing is published', async () => {
    const { store, policies } = office();
    await publish(store, station, { policy: faster });
    const slower = { ...faster, decision: { days: 2 } };
    const again = await publish(store, station, { policy: slower });
    expect(again).toEqual({ refusal: { code: 'version-taken', version: faster.version } });
    expect((await policies.current(station)).decision).toEqual(standardContent.decision);
  });

  it('of the standard has the content whose hash is written here', () => {
    // If this fails, the standard policy was changed without a new version, and cases may depend on the old content.
    expect(canonicalHash(standardContent)).toBe('5mpHB2HjT8oTaZI6-gfYCfKIiMRJGgnCa6CYDsp8XTU');
    expect(canonicalHash(standardCalendar)).toBe('6gkJ9TcxRi7j2PJl4ZQ1gdsOxryF5irPBvaS3At_fgs');
  });

  it('of an earlier standard has the content that cases of that release were promised', () => {
    const hashes = earlierStandards.map((content) => [content.version, canonicalHash(content)]);
    expect(hashes).toEqual([['2026-11-01', 'ORTsdt5oQ2Y3hjg4LngS77duDevIUDVkL8D6eEm58fg']]);
  });

  it.each([standardContent, ...earlierStandards])(
    'cannot have the version $version of a standard',
    async (standard) => {
      const { store } = office();
      const impostor = { ...standard, decision: { days: 9 } };
      expect(await publish(store, station, { policy: impostor })).toMatchObject({
        refusal: { code: 'version-taken' },
      });
    },
  );

  it('that was changed in the table is not used', async () => {
    const { tables, store, policies } = office();
    await publish(store, station, { policy: faster });
    const pk = `S#${station}#POLICY`;
    const rows = new Map(tables.companions.get(pk));
    const row = rows.get(`VERSION#${faster.version}`) ?? {};
    rows.set(`VERSION#${faster.version}`, { ...row, content: JSON.stringify({ ...faster, waitsMax: 99 }) });
    tables.companions.set(pk, rows);
    await expect(policies.current(station)).rejects.toThrow('was changed after it was published');
  });
});

describe('a publication', () => {
  it.each([
    [
      'a type that promises no answer',
      {
        ...faster,
        types: {
          ...faster.types,
          consultation: { ...consultation, terms: [{ ...terms, respond: { hours: 0 } }] },
        },
      },
      /consultation: a case that is "received" would have no next step/,
    ],
    [
      'an escalation with an interval of zero',
      { ...faster, escalations: flat() },
      /P0: the escalation needs/,
    ],
    ['no types at all', { ...faster, types: {} }, /names no type of case, so the standard would stand in/],
  ] as const)('of %s is refused with a sentence', async (_, policy, sentence) => {
    const { store, policies } = office();
    await expect(publish(store, station, { policy })).rejects.toThrow(sentence);
    expect((await policies.current(station)).version).toBe(standardContent.version);
  });

  it('of a calendar is checked with every version that an open case may have', async () => {
    const { store } = office();
    const [first, ...later] = standardContent.escalations.P4.levels;
    // Levels an office day apart would fall together when a day has an hour.
    const levels = [
      { ...first, after: { hours: 2 } },
      { ...later[0], after: { days: 1 } },
    ] as const;
    const escalations = {
      ...standardContent.escalations,
      P4: { calendar: 'office', levels },
    } as PolicyContent['escalations'];
    await publish(store, station, { policy: { ...standardContent, version: 'slow', escalations } });
    await publish(store, station, { policy: faster });
    const short = {
      ...nextYear,
      hours: { ...nextYear.hours, office: [{ fromMinute: 600, toMinute: 660 }] },
    };
    await expect(publish(store, station, { calendar: short })).rejects.toThrow(/P4: the escalation/);
    expect(await publish(store, station, { calendar: nextYear })).toMatchObject({
      after: { calendar: nextYear.version },
    });
  });

  it.each([
    ['quiet hours of the whole day', { quietHours: { fromMinute: 0, toMinute: 1440 } }, 'quiet hours'],
    ['quiet hours that leave a minute', { quietHours: { fromMinute: 1, toMinute: 0 } }, 'quiet hours'],
    [
      'a day of a minute',
      { hours: { ...nextYear.hours, duty: [{ fromMinute: 0, toMinute: 1 }] } },
      '"duty" is open for less',
    ],
    [
      'a day of another age',
      { holidays: { ...nextYear.holidays, horizon: '9999-12-31' } },
      'not a day of this century',
    ],
  ] as const)('of a calendar with %s is refused', async (_, change, fault) => {
    const { store, tables } = office();
    const before = structuredClone(tables);
    await expect(publish(store, station, { calendar: { ...nextYear, ...change } })).rejects.toThrow(fault);
    expect(tables).toEqual(before);
  });

  it.each([
    ['a P0 that sleeps at night', { priority: 'P0', calendar: 'office' }, 'must run on "always"'],
    [
      'a condition on what is not asked',
      { when: [{ question: 'nosuch', oneOf: ['x'] }] },
      'a question that is not asked',
    ],
  ] as const)('of a policy with %s is refused', async (_, change, fault) => {
    const { store } = office();
    const changed = { consultation: { ...consultation, terms: [{ ...terms, ...change }] } };
    const types = { ...standardContent.types, ...changed } as never;
    await expect(publish(store, station, { policy: { ...faster, types } })).rejects.toThrow(fault);
  });

  it('keeps the standard that it goes beyond, for a release with another one', async () => {
    const { store } = office();
    await publish(store, station, { policy: faster });
    const rows = await store.companions(`S#${station}#POLICY`, { limit: 10 });
    expect(rows.map(({ sk }) => sk)).toEqual([
      `CALENDAR#${standardCalendar.version}`,
      'CURRENT',
      `VERSION#${standardContent.version}`,
      `VERSION#${faster.version}`,
    ]);
  });

  it('of a calendar is refused when it would leave the current policy without hours', async () => {
    const { store } = office();
    const { hours } = standardCalendar;
    const shut = { ...nextYear, hours: { ...hours, office: [] } };
    await expect(publish(store, station, { calendar: shut })).rejects.toThrow(
      'open for less than an hour a day',
    );
  });

  it('at the same moment as another one is refused, and changes nothing', async () => {
    const { store, policies } = office();
    const both = await Promise.all([
      publish(store, station, { policy: faster }),
      publish(store, station, { policy: { ...faster, version: '2026-12-02' } }),
    ]);
    expect(both.map(({ refusal }) => refusal?.code)).toEqual([undefined, 'changed-meanwhile']);
    expect((await policies.current(station)).version).toBe(faster.version);
  });
});

function flat() {
  const { P0 } = standardContent.escalations;
  return { ...standardContent.escalations, P0: { ...P0, levels: [P0.levels[0], P0.levels[0]] as const } };
}
