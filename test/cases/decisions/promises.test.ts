import { expect, it } from 'vitest';
import type { Details } from '../../../shared/cases/case.ts';
import type { CaseType } from '../../../shared/cases/case-type.ts';
import { HOUR } from '../../../shared/engine/calendar/instant.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario } from './scenario.ts';

interface Promised {
  readonly received: string;
  readonly type: CaseType;
  readonly details?: Details;
  readonly acknowledge: string;
  readonly respond: string;
  readonly resolve?: string;
  readonly flagged?: true;
}

/** Expected to the minute, worked out by hand from a printed calendar. */
const promised: Readonly<Record<string, Promised>> = {
  'across lunch': {
    received: '2026-11-23 11:30',
    type: 'consultation',
    acknowledge: '2026-11-23 18:00',
    respond: '2026-11-24 11:30',
    resolve: '2026-11-26 11:30',
  },
  'in the lunch break': {
    received: '2026-11-23 13:00',
    type: 'delivery',
    acknowledge: '2026-11-24 09:00',
    respond: '2026-11-24 12:00',
    resolve: '2026-11-30 13:00',
  },
  'at night': {
    received: '2026-11-23 22:10',
    type: 'dispute',
    acknowledge: '2026-11-24 15:00',
    respond: '2026-11-24 18:00',
    resolve: '2026-12-23 22:10',
  },
  'over a weekend': {
    received: '2026-11-20 17:30',
    type: 'consultation',
    acknowledge: '2026-11-23 12:00',
    respond: '2026-11-23 17:30',
    resolve: '2026-11-25 17:30',
  },
  'into the October holiday': {
    received: '2026-09-30 17:00',
    type: 'consultation',
    acknowledge: '2026-10-08 11:30',
    respond: '2026-10-08 17:00',
    resolve: '2026-10-10 17:00',
  },
  'before a make-up Saturday': {
    received: '2026-10-09 17:40',
    type: 'dispute',
    acknowledge: '2026-10-10 14:40',
    respond: '2026-10-10 17:40',
    resolve: '2026-11-08 17:40',
  },
  'beyond the announced holidays': {
    received: '2026-12-31 17:00',
    type: 'consultation',
    acknowledge: '2027-01-01 11:30',
    respond: '2027-01-01 17:00',
    resolve: '2027-01-05 17:00',
    flagged: true,
  },
  'on duty hours, over the night': {
    received: '2026-11-23 22:30',
    type: 'lost-item',
    details: { item: 'bag' },
    acknowledge: '2026-11-23 23:00',
    respond: '2026-11-24 08:30',
    resolve: '2026-11-30 22:30',
  },
  'a lost bank card does not sleep': {
    received: '2026-11-23 22:30',
    type: 'lost-item',
    details: { item: 'bank-card' },
    acknowledge: '2026-11-23 23:00',
    respond: '2026-11-24 00:30',
    resolve: '2026-11-30 22:30',
  },
  'a hazard is acknowledged within a day': {
    received: '2026-11-23 10:00',
    type: 'hazard',
    details: { kind: 'clutter' },
    acknowledge: '2026-11-23 14:00',
    respond: '2026-11-24 10:00',
    resolve: '2026-12-08 10:00',
  },
  'fraud with money just gone': {
    received: '2026-11-23 03:00',
    type: 'fraud',
    details: { paid: 'within-48-hours' },
    acknowledge: '2026-11-23 03:03',
    respond: '2026-11-23 03:05',
    resolve: '2026-11-23 03:30',
  },
};

it.each(Object.entries(promised))('promises %s', (_, { received, type, details = {}, ...expected }) => {
  const scenario = new Scenario().when(received, report(type, details), resident);
  expect(scenario.promise('acknowledge')).toBe(`${expected.acknowledge} running`);
  expect(scenario.promise('respond')).toBe(`${expected.respond} running`);
  if (expected.resolve !== undefined) expect(scenario.promise('resolve')).toBe(`${expected.resolve} running`);
  const respond = scenario.found?.clocks.find(({ kind }) => kind === 'respond');
  expect(respond?.beyondHorizon).toBe(expected.flagged);
});

it('gives a thing lost within two hours the higher priority, to the minute', () => {
  const lost = (occurredAt: number) =>
    new Scenario().when('2026-11-23 12:00', report('lost-item', { item: 'bag' }, { occurredAt }), resident)
      .found;
  expect(lost(at('2026-11-23 10:00') + 1)?.priority).toBe('P1');
  expect(lost(at('2026-11-23 10:00'))?.priority).toBe('P2');
});

it('counts footage from when the case happened, and warns three days before it is gone', () => {
  const occurredAt = at('2026-11-20 08:00');
  const scenario = new Scenario().when('2026-11-23 12:00', report('lost-item', {}, { occurredAt }), resident);
  const expiry = scenario.found?.clocks.find(({ kind }) => kind === 'footage-expiry');
  expect(expiry).toMatchObject({
    promiseAt: at('2026-12-20 08:00'),
    remindAt: [at('2026-12-20 08:00') - 72 * HOUR],
  });
});

it('refuses an incident in the future, but allows for the difference between two clocks', () => {
  const reported = (occurredAt: number) =>
    new Scenario().decide('2026-11-23 12:00', report('lost-item', {}, { occurredAt }), resident);
  expect(reported(at('2026-11-23 12:05')).refusal).toBeUndefined();
  expect(reported(at('2026-11-23 12:05') + 1).refusal).toEqual({ code: 'in-the-future' });
});

it('refuses an answer that the type does not have, naming the question', () => {
  const decision = new Scenario().decide(
    '2026-11-23 12:00',
    report('lost-item', { item: 'dragon' }),
    resident,
  );
  expect(decision.refusal).toEqual({ code: 'invalid-details', question: 'item' });
  const stranger = new Scenario().decide('2026-11-23 12:00', report('other', { constructor: 'x' }), resident);
  expect(stranger.refusal).toEqual({ code: 'invalid-details', question: 'constructor' });
});
