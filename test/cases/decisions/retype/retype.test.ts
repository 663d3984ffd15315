import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../../shared/cases/command.ts';
import { MINUTE } from '../../../../shared/engine/calendar/instant.ts';
import { personId } from '../../../../shared/engine/scope.ts';
import { at } from '../../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from '../scenario.ts';

type Retype = Extract<MoveCommand, { move: 'retype' }>;

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const retype = (
  type: Retype['type'],
  details: Retype['details'] = {},
  more: Partial<Retype> = {},
): Retype => ({
  move: 'retype',
  type,
  details,
  ...more,
});
const bag = () => new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const refusal = (scenario: Scenario, move: Retype) =>
  scenario.decide('2026-11-23 11:00', move, staff('officer')).refusal;

describe('a case that gets its right type', () => {
  it('is refused with answers that its questions do not have, and the refusal names the question', () => {
    expect(refusal(bag(), retype('hazard', { kind: 'dragon' }))).toEqual({
      code: 'invalid-details',
      question: 'kind',
    });
    expect(refusal(bag(), retype('hazard', { kind: 'clutter' }))).toBeUndefined();
  });

  it('cannot have happened in the future', () => {
    const occurredAt = at('2026-11-23 12:00');
    expect(refusal(bag(), retype('lost-item', { item: 'bag' }, { occurredAt }))).toEqual({
      code: 'in-the-future',
    });
    const now = at('2026-11-23 11:00');
    expect(refusal(bag(), retype('lost-item', { item: 'bag' }, { occurredAt: now }))).toBeUndefined();
  });

  it('takes the new time of the incident, else keeps the former one, and gets the priority that follows', () => {
    const occurredAt = at('2026-11-23 09:00');
    const said = bag().when('2026-11-23 10:10', retype('lost-item', { item: 'bag' }, { occurredAt }));
    expect(said.found).toMatchObject({ occurredAt, priority: 'P1' });
    expect(said.facts[0]).toMatchObject({ fact: 'retyped', as: { occurredAt, priority: 'P1' } });
    said.when('2026-11-23 10:20', retype('lost-item', { item: 'wallet' }));
    expect(said.found).toMatchObject({ occurredAt, priority: 'P1', details: { item: 'wallet' } });

    const unsaid = bag().when('2026-11-23 10:10', retype('lost-item', { item: 'wallet' }));
    expect(unsaid.found).toMatchObject({ priority: 'P2' });
    expect(unsaid.found).not.toHaveProperty('occurredAt');
    expect(unsaid.facts[0]).toEqual(expect.objectContaining({ fact: 'retyped' }));
    expect(unsaid.facts[0]).not.toHaveProperty('as.occurredAt');
  });

  it('alerts the responsible role of the new type, or the assignee by name; new answers alone alert nobody', () => {
    const withoutStation = bag().when('2026-11-23 10:10', retype('lost-person'));
    expect(withoutStation.messages.find(({ kind }) => kind === 'alert')).toEqual({
      to: 'guard',
      kind: 'alert',
    });

    const wang = personId('p-wang');
    const somebodys = bag()
      .when('2026-11-23 10:05', { move: 'assign', to: wang })
      .when('2026-11-23 10:10', retype('hazard', { kind: 'clutter' }));
    expect(somebodys.messages.find(({ kind }) => kind === 'alert')).toMatchObject({
      kind: 'alert',
      person: wang,
    });

    expect(bag().when('2026-11-23 10:10', retype('lost-item', { item: 'wallet' })).notified).toEqual([]);
  });

  it('loses a promise to be solved that its new type does not make, and gains one that it does', () => {
    const person = bag().when('2026-11-23 10:10', retype('lost-person'));
    expect(person.clock('resolve')).toBeUndefined();
    const back = person.when('2026-11-23 10:12', retype('fraud', { paid: 'no' }));
    expect(back.promise('resolve')).toMatch(/^2026-11-30 10:00 running$/);
    expect(
      bag()
        .when('2026-11-23 10:10', retype('hazard', { kind: 'clutter' }))
        .clock('resolve'),
    ).toBeDefined();
  });

  it('has no promise of its own to be answered again where that was kept long ago', () => {
    const scenario = bag().when('2026-11-23 10:30', reply);
    const kept = scenario.clock('respond');
    scenario.when('2026-11-23 10:40', retype('hazard', { kind: 'locked-fire-door' }));
    expect(scenario.clock('respond')).toEqual(kept);
    expect(kept?.state).not.toBe('running');
  });

  it('keeps a promise that is as early, with the reminders that it had', () => {
    const scenario = bag();
    const promised = scenario.clock('respond');
    scenario.when('2026-11-23 10:10', retype('lost-item', { item: 'wallet' }));
    expect(scenario.clock('respond')).toBe(promised);
  });

  it('keeps the dates of its type while only its answers change, and changes them with its type', () => {
    const scenario = bag().when('2026-11-23 10:05', {
      move: 'reach-milestone',
      milestone: 'footage-kept',
      done: true,
    });
    const dates = () => scenario.found?.clocks.map(({ kind }) => kind);
    const before = dates();
    scenario.when('2026-11-23 10:10', retype('lost-item', { item: 'wallet' }));
    expect(dates()).toEqual(before);
    scenario.when('2026-11-23 10:20', retype('dispute', { kind: 'noise' }));
    expect(dates()).not.toContain('footage-expiry');
    expect(dates()).toEqual(expect.arrayContaining(['other-side', 'first-sitting']));
    expect(dates()).not.toContain('first-revisit');
    expect(scenario.promise('other-side')).toBe('2026-11-26 10:00 running');
  });

  it('brings a running escalation forward, never puts it off, and starts none while nothing is late', () => {
    const slow = new Scenario()
      .when('2026-11-23 10:00', report('consultation'), resident)
      .tick('2026-11-24 16:00');
    const later = slow.found?.escalation?.nextAt ?? 0;
    expect(later).toBeGreaterThan(at('2026-11-24 16:00'));
    slow.when('2026-11-24 16:01', retype('lost-person'));
    expect(slow.factNames).toContain('level-reached');
    expect(slow.found?.escalation?.level).toBe(4);
    const next = slow.found?.escalation?.nextAt ?? 0;
    expect(next).toBeLessThan(later);
    slow.when('2026-11-24 16:02', retype('consultation'));
    expect(slow.found?.escalation).toMatchObject({ level: 4, nextAt: next });

    expect(
      bag().when('2026-11-23 10:10', retype('hazard', { kind: 'clutter' })).found?.escalation,
    ).toBeUndefined();
  });

  it('repeats no level again that a machine whose clock is ahead has just repeated', () => {
    const missing = new Scenario()
      .when('2026-11-23 10:00', report('lost-person', { who: 'elder' }), resident)
      .tick('2026-11-23 12:00');
    const next = () => missing.found?.escalation?.nextAt ?? 0;
    expect(missing.found?.escalation?.level).toBe(4);
    const due = next();
    missing.tick(due + MINUTE);
    const repeated = next();
    expect(repeated).toBeGreaterThan(due);
    missing.when(due - 3 * MINUTE, retype('lost-person', { who: 'child' }));
    expect(next()).toBe(repeated);
  });

  it('keeps the answers that are left out, and those to questions that both types ask alike', () => {
    const phone = () =>
      new Scenario().when(
        '2026-11-23 10:00',
        report('lost-item', { item: 'phone', when: 'within-2-hours' }),
        resident,
      );
    const corrected = phone().when('2026-11-23 10:10', retype('lost-item', { item: 'bank-card' }));
    expect(corrected.found).toMatchObject({
      priority: 'P1',
      details: { item: 'bank-card', when: 'within-2-hours' },
    });
    expect(phone().when('2026-11-23 10:10', retype('lost-item')).found).toMatchObject({ priority: 'P1' });
    expect(phone().when('2026-11-23 10:10', retype('found-item')).found?.details).toEqual({
      item: 'phone',
      when: 'within-2-hours',
    });
    // Both ask `kind`, but about different things.
    const noise = new Scenario().when('2026-11-23 10:00', report('dispute', { kind: 'other' }), resident);
    expect(noise.when('2026-11-23 10:10', retype('hazard')).found?.details).toEqual({});
  });

  it('has the dates that start with what has been done already', () => {
    const person = new Scenario()
      .when('2026-11-23 10:00', report('other'), resident)
      .when('2026-11-23 10:05', { move: 'acknowledge' })
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 10:22', retype('lost-person'));
    expect(person.promise('action-check')).toBe('2026-11-23 10:35 running');
    expect(person.promise('police-reference')).toBe('2026-11-23 12:00 running');
    expect(person.promise('update')).toBe('2026-11-23 10:50 running');

    const door = new Scenario()
      .when('2026-11-23 10:00', report('hazard', { kind: 'equipment' }), resident)
      .when('2026-11-23 10:20', reply)
      .when('2026-11-24 09:00', { move: 'reach-milestone', milestone: 'notice-served', done: true });
    expect(door.promise('fixed')).toBe('2026-12-09 09:00 running');
    door.when('2026-11-24 09:30', retype('hazard', { kind: 'locked-fire-door' }));
    expect(door.promise('fixed')).toBe('2026-11-25 09:00 running');
  });

  it('counts dates of the incident from the time that is said now', () => {
    const scenario = bag();
    expect(scenario.promise('footage-expiry')).toBe('2026-12-23 10:00 running');
    const occurredAt = at('2026-10-28 10:00');
    scenario.when('2026-11-23 10:10', retype('lost-item', {}, { occurredAt }));
    expect(scenario.promise('footage-expiry')).toBe('2026-11-27 10:00 running');
  });

  it('counts no time that was spent waiting, also for a promise that it did not have before', () => {
    const waited = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', reply)
      .when('2026-11-23 11:00', { move: 'ask-resident', text: '老人穿什么衣服' })
      .when('2026-11-28 11:00', { move: 'resume' })
      .when('2026-11-28 12:00', retype('lost-item', { item: 'bag' }));
    expect(waited.promise('resolve')).toBe('2026-12-05 10:00 running');
  });

  it('has the shorter promise while it waits, too, and no date agreed with others changes', () => {
    const waiting = bag()
      .when('2026-11-23 10:30', reply)
      .when('2026-11-23 11:00', { move: 'ask-resident', text: '包是什么颜色' })
      .when('2026-11-24 11:00', retype('hazard', { kind: 'locked-fire-door' }));
    expect(waiting.promise('resolve')).toBe('2026-11-26 10:00 paused');
    expect(waiting.when('2026-11-25 11:00', { move: 'resume' }).promise('resolve')).toBe(
      '2026-11-28 10:00 running',
    );

    const until = at('2026-12-01 10:00');
    const agreed = bag()
      .when('2026-11-23 10:30', reply)
      .when('2026-11-23 11:00', { move: 'await-third-party', text: '物业调监控', until })
      .when('2026-11-23 12:00', retype('lost-person'));
    expect(agreed.promise('third-party')).toBe('2026-12-01 10:00 running');
    const usual = bag()
      .when('2026-11-23 10:30', reply)
      .when('2026-11-23 11:00', { move: 'await-third-party', text: '物业调监控' })
      .when('2026-11-23 12:00', retype('lost-person'));
    expect(usual.promise('third-party')).toBe('2026-11-24 11:00 running');
  });

  it('alerts the responsible role to answers that make it more urgent', () => {
    const urgent = bag().when('2026-11-23 10:10', retype('lost-item', { item: 'bank-card' }));
    expect(urgent.notified).toEqual(['alert→officer']);
  });
});
