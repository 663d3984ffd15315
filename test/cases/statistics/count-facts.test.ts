import { describe, expect, it } from 'vitest';
import type { Command } from '../../../shared/cases/command.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import type { CaseCount } from '../../../shared/cases/statistics/case-count.ts';
import { countFacts } from '../../../shared/cases/statistics/count-facts.ts';
import { outcomeOf } from '../../../shared/cases/statistics/counted-promise.ts';
import { TallySheet } from '../../../shared/cases/statistics/tally.ts';
import type { Actor } from '../../../shared/engine/scope.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { at, wallTime } from '../../engine/wall-clock.ts';
import { clock, report, resident, Scenario, staff } from '../decisions/scenario.ts';

const text = '已经联系上了，请您放心';

/** A life as it is told: when, what, and by whom. */
type Told = readonly [moment: string, command: Command, by?: Actor];

/** A lost telephone, P2: reported on Monday at 10:00, a reply promised by 12:00 and an answer by the next Monday. */
const lost: Told = ['2026-11-23 10:00', report('lost-item', { item: 'phone' }), resident];
const reply = (moment: string): Told => [moment, { move: 'reply', text }];
const resolve = (moment: string): Told => [moment, { move: 'resolve', outcome: 'returned', text }];
const rate = (moment: string, rating: 'satisfied' | 'dissatisfied'): Told => [
  moment,
  { move: 'rate', rating },
  resident,
];
/** An answer after a reopening, with which work begins again. */
const resolvedAgain: readonly Told[] = [['2026-11-26 09:00', { move: 'start' }], resolve('2026-11-26 10:00')];
const reopen = (moment: string): Told => [moment, { move: 'reopen' }, resident];

function countOf(...told: readonly Told[]): CaseCount {
  const scenario = new Scenario();
  const facts = told.flatMap(([moment, command, by = staff('officer')]) => {
    scenario.when(moment, command, by);
    const version = scenario.found?.version ?? 0;
    return scenario.facts.map((fact, index) => ({ version, index, at: at(moment), by, fact }));
  });
  const count = countFacts(facts as unknown as readonly FactRecord<Fact>[]);
  if (count === undefined) throw new Error('a life has a beginning');
  return count;
}

const kept = ({ respond, resolve: promised }: CaseCount, now: string) =>
  [respond, promised].map((promise) => promise && outcomeOf(promise, at(now)));
const tallyOf = (count: CaseCount, now: string) => {
  const sheet = new TallySheet();
  sheet.add(count, at(now));
  return sheet.result();
};
const untilOf = ({ resolve: promised }: CaseCount) => promised && wallTime(promised.by);

const later = '2027-01-31 10:00';

describe('the promise to respond', () => {
  it.each([
    ['is kept by a reply at its very end', [reply('2026-11-23 12:00')], 'kept'],
    ['is broken by a reply a minute later', [reply('2026-11-23 12:01')], 'broken'],
    ['is broken without a reply, also before the clock has seen it', [], 'broken'],
    ['is not met by a note', [['2026-11-23 10:05', { move: 'note', text }]], 'broken'],
    ['is not met by who only opened the case', [['2026-11-23 10:05', { move: 'acknowledge' }]], 'broken'],
    [
      'is unknown where the case was taken back in time',
      [['2026-11-23 11:00', { move: 'withdraw' }, resident]],
      'ended',
    ],
    [
      'is broken where it was taken back too late',
      [['2026-11-23 12:30', { move: 'withdraw' }, resident]],
      'broken',
    ],
  ] as const)('%s', (_, told, outcome) => {
    expect(kept(countOf(lost, ...(told as readonly Told[])), '2026-11-24 10:00')[0]).toBe(outcome);
  });

  it('is pending until its end', () => {
    expect(kept(countOf(lost), '2026-11-23 12:00')[0]).toBe('pending');
  });

  it('is not kept by a reply that reached nobody, and nobody is who replied', () => {
    const failed = {
      move: 'delivery-failed',
      delivery: 'd',
      to: 'resident',
      kind: 'reply',
      reason: 'dead',
    } as const;
    const count = countOf(lost, reply('2026-11-23 11:00'), ['2026-11-23 11:30', failed, { kind: 'system' }]);
    expect(kept(count, later)[0]).toBe('broken');
    expect(count.replier).toBeUndefined();
    expect(countOf(lost, reply('2026-11-23 11:00')).replier).toBe('p-officer');
  });

  it('is the stricter one of a new type, and the time of the incident', () => {
    const urgent = { move: 'retype', type: 'lost-item', details: { item: 'bank-card' } } as const;
    const told: readonly Told[] = [lost, ['2026-11-23 10:10', urgent]];
    const stricter = { move: 'retype', type: 'fraud', details: { paid: 'within-48-hours' } } as const;
    expect(wallTime(countOf(...told).respond?.by ?? 0)).toBe('2026-11-23 12:00');
    const count = countOf(lost, ['2026-11-23 10:02', stricter], reply('2026-11-23 10:06'));
    expect(wallTime(count.respond?.by ?? 0)).toBe('2026-11-23 10:05');
    expect([kept(count, later)[0], count.type]).toEqual(['broken', 'fraud']);
  });
});

describe('the promise to answer', () => {
  const asked: readonly Told[] = [
    lost,
    reply('2026-11-23 11:00'),
    ['2026-11-24 10:00', { move: 'ask-resident', text }],
    ['2026-11-26 10:00', { move: 'add-message', text }, resident],
  ];

  it('becomes later by waiting for the resident, as the clock does', () => {
    expect(untilOf(countOf(lost))).toBe('2026-11-30 10:00');
    expect(untilOf(countOf(...asked))).toBe('2026-12-02 10:00');
    expect(kept(countOf(...asked, resolve('2026-12-01 10:00')), later)[1]).toBe('kept');
  });

  it('is not late while it waits', () => {
    expect(kept(countOf(...asked.slice(0, 3)), later)[1]).toBe('pending');
  });

  it('becomes later by no extension', () => {
    const promiseAt = at('2026-12-10 10:00');
    const extended: Told = ['2026-11-24 10:00', { move: 'extend', clock: 'resolve', promiseAt, text }];
    const told = [lost, reply('2026-11-23 11:00'), extended];
    expect(untilOf(countOf(...told))).toBe('2026-11-30 10:00');
    expect(kept(countOf(...told, resolve('2026-12-05 10:00')), later)[1]).toBe('broken');
    expect(kept(countOf(...told, resolve('2026-11-28 10:00')), later)[1]).toBe('kept');
  });
});

describe('a case that was reopened', () => {
  const once = [
    lost,
    reply('2026-11-23 11:00'),
    resolve('2026-11-24 10:00'),
    rate('2026-11-24 11:00', 'dissatisfied'),
  ];
  const again = [...once, reopen('2026-11-25 10:00')];

  it('keeps its first promises, whatever happens to the later ones', () => {
    expect(kept(countOf(...again), later)).toEqual(['kept', 'kept']);
    const late = countOf(
      lost,
      reply('2026-11-23 14:00'),
      resolve('2026-11-24 10:00'),
      reopen('2026-11-25 10:00'),
      reply('2026-11-25 10:05'),
    );
    expect(kept(late, later)[0]).toBe('broken');
  });

  it('keeps its bad rating until there is another', () => {
    expect(tallyOf(countOf(...again), later).satisfaction).toEqual({
      numerator: 0,
      denominator: 1,
      unknown: 0,
    });
    const better = countOf(...again, ...resolvedAgain, rate('2026-11-26 11:00', 'satisfied'));
    expect(tallyOf(better, later).satisfaction).toEqual({ numerator: 1, denominator: 1, unknown: 0 });
  });

  it('is not resolved for the rate, also once it is closed', () => {
    const close: Told = ['2026-12-03 10:00', { move: 'tick' }, clock];
    const closed = (told: readonly Told[]) => tallyOf(countOf(...told, close), later);
    expect(closed([...again, ...resolvedAgain])).toMatchObject({
      resolution: { numerator: 0, denominator: 1, unknown: 0 },
      endings: { 'resolved-after-reopening': 1 },
      reopened: 1,
    });
    expect(closed(once.slice(0, 3))).toMatchObject({
      resolution: { numerator: 1, denominator: 1, unknown: 0 },
      endings: { resolved: 1 },
      reopened: 0,
    });
  });

  it('is promised anew where it had been taken back before the first promise was due', () => {
    const told = [
      lost,
      ['2026-11-23 11:00', { move: 'withdraw' }, resident] as const,
      reopen('2026-11-24 10:00'),
    ];
    const count = countOf(...told, reply('2026-11-24 11:00'));
    expect([wallTime(count.respond?.by ?? 0), kept(count, later)[0]]).toEqual(['2026-11-24 12:00', 'kept']);
  });
});

describe('a case that was handed over', () => {
  it('is counted apart, and its answer is not known', () => {
    const transfer: Told = ['2026-11-23 11:00', { move: 'transfer', to: 'court', ref: 'A-1', text }];
    const confirmed: Told = ['2026-11-23 15:00', { move: 'confirm-handover' }];
    expect(tallyOf(countOf(lost, transfer, confirmed), later)).toMatchObject({
      response: { numerator: 1, denominator: 1, unknown: 0 },
      completion: { numerator: 0, denominator: 0, unknown: 1 },
      resolution: { numerator: 0, denominator: 0, unknown: 1 },
      endings: { transferred: 1 },
    });
  });
});
