import { describe, expect, it } from 'vitest';
import type { Case, CaseId, Details } from '../../../shared/cases/case.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import {
  actionOfLinked,
  asSeenByReporter,
  coReportersOf,
  hasRated,
  linkOf,
  reportersOf,
} from '../../../shared/cases/decisions/co-reporters.ts';
import type { Actor } from '../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const other = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const itself = 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId;
const text = '楼道已经清理干净，物业写了保证书';
const coReporter: Actor = { kind: 'co-reporter' };
const withdraw = { move: 'withdraw' } as const;
const recount = { move: 'recount', unlinked: 1 } as const;

const link = (linked = 1, unlinked = 0, of = other): MoveCommand => ({
  move: 'link',
  of,
  linked,
  unlinked,
  type: 'hazard',
  priority: 'P2',
  urgentAnswers: {},
  owed: [],
});
const alone = (details: Details = { kind: 'clutter' }) =>
  new Scenario().when('2026-11-23 10:00', report('hazard', details), resident);
const shared = (linked = 1, unlinked = 0) =>
  alone().when('2026-11-23 10:10', link(linked, unlinked), coReporter);
const foundBy = ({ found }: Scenario): Case => {
  if (found === undefined) throw new Error('there is no case');
  return found;
};

describe('a case that another one is linked to', () => {
  it('counts the co-reporters, and keeps its status and its clocks', () => {
    const scenario = alone();
    const { status, clocks } = foundBy(scenario);
    scenario.when('2026-11-23 10:10', link(3, 1), coReporter);
    expect(scenario.facts[0]).toMatchObject({
      fact: 'co-reporter-linked',
      of: other,
      linked: 3,
      unlinked: 1,
    });
    expect(scenario.found).toMatchObject({ status, clocks });
    expect(coReportersOf(foundBy(scenario))).toBe(2);
    expect(reportersOf(foundBy(scenario))).toBe(3);
  });

  it('is not the same case, and gets fifty links in its life, unlinked ones included', () => {
    alone()
      .refuses('2026-11-23 10:10', link(1, 0, itself), coReporter, 'not-linkable')
      .refuses('2026-11-23 10:10', link(51), coReporter, 'not-linkable')
      .when('2026-11-23 10:10', link(49), coReporter)
      .refuses('2026-11-23 10:11', link(2), coReporter, 'not-linkable')
      .when('2026-11-23 10:11', link(1), coReporter)
      .when('2026-11-23 10:12', recount, coReporter)
      .refuses('2026-11-23 10:13', link(1), coReporter, 'not-linkable');
  });

  it('gets all co-reporters of a case that is linked to it, and counts a reporter who had left', () => {
    const urgency = { type: 'hazard', priority: 'P2', urgentAnswers: {}, owed: expect.any(Array) };
    const linked = (scenario: Scenario) => linkOf(foundBy(scenario), standardPolicy);
    expect(linked(alone())).toEqual({ move: 'link', of: itself, linked: 1, unlinked: 0, ...urgency });
    const left = shared(2, 1).when('2026-11-23 10:20', withdraw, resident);
    expect(linked(left)).toEqual({ move: 'link', of: itself, linked: 3, unlinked: 2, ...urgency });
  });
});

describe('words about a shared case', () => {
  it('stay between the station and who reported it, unless they are for everyone', () => {
    const scenario = shared().when('2026-11-23 10:20', { move: 'reply', text });
    expect(scenario.notified).toEqual(['reply→resident']);
    scenario.when('2026-11-23 10:21', { move: 'reply', text, to: 'everyone' });
    expect(scenario.notified).toEqual(['reply→resident', 'reply→co-reporters']);
  });

  it('for everyone reach one person if there are no co-reporters, or all have left', () => {
    const everyone = { move: 'reply', text, to: 'everyone' } as const;
    expect(alone().when('2026-11-23 10:20', everyone).notified).toEqual(['reply→resident']);
    const left = shared().when('2026-11-23 10:20', recount, coReporter);
    expect(left.when('2026-11-23 10:21', everyone).notified).toEqual(['reply→resident']);
  });

  it('that end it or hand it over are for everyone by themselves', () => {
    const handedOver = shared().when('2026-11-23 10:20', { move: 'transfer', to: '119', ref: 'F-3', text });
    expect(handedOver.notified).toEqual(['reply→resident', 'reply→co-reporters']);
    const fixed = shared()
      .when('2026-11-23 10:20', { move: 'start' })
      .when('2026-11-23 12:00', { move: 'resolve', outcome: 'fixed', text });
    expect(fixed.notified).toEqual(['rating-request→resident', 'rating-request→co-reporters']);
  });

  it('reach nobody who left no number', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('hazard', { kind: 'clutter' }, { reachable: false }), resident)
      .when('2026-11-23 10:20', { move: 'reply', text });
    expect(scenario.notified).toEqual([]);
  });
});

describe('the reporter of a shared case', () => {
  it('leaves it without ending it, and gets no more messages about it', () => {
    const scenario = shared().when('2026-11-23 10:20', withdraw, resident);
    expect(scenario.factNames).toEqual(['reporter-left']);
    expect(scenario.notified).toEqual(['resident-wrote→officer']);
    expect(scenario.found).toMatchObject({ status: 'received', reporterLeft: true });
    expect(reportersOf(foundBy(scenario))).toBe(1);
    expect(scenario.when('2026-11-23 10:30', { move: 'reply', text }).notified).toEqual([]);
  });

  it('who had asked to take it back leaves without being asked again', () => {
    const asked = () =>
      alone().when('2026-11-23 10:05', withdraw, resident).when('2026-11-23 10:10', link(), coReporter);
    const again = asked().when('2026-11-23 10:20', withdraw, resident);
    const granted = asked().when('2026-11-23 10:20', { move: 'grant-withdrawal' });
    for (const scenario of [again, granted]) {
      expect(scenario.factNames).toEqual(['reporter-left']);
      expect(scenario.found?.status).toBe('received');
      expect(scenario.promise('withdrawal')).toBeUndefined();
    }
  });

  it('who left sees it as withdrawn, whatever becomes of it for others', () => {
    const found = foundBy(shared().when('2026-11-23 10:20', withdraw, resident));
    const seen = asSeenByReporter(found, at('2026-11-23 10:20'));
    expect(seen).toMatchObject({ status: 'withdrawn', endedAt: at('2026-11-23 10:20'), clocks: [] });
    expect(seen).not.toHaveProperty('dueAt');
    expect(seen).not.toHaveProperty('responsible');
  });

  it('who stays sees it as it is', () => {
    const found = foundBy(shared());
    expect(asSeenByReporter(found, at('2026-11-23 10:20'))).toBe(found);
  });
});

describe('a co-reporter who leaves', () => {
  it('leaves it to the others', () => {
    const scenario = shared().when('2026-11-23 10:20', recount, coReporter);
    expect(scenario.factNames).toEqual(['co-reporter-left']);
    expect(scenario.found?.status).toBe('received');
    expect(coReportersOf(foundBy(scenario))).toBe(0);
    const two = shared(2).when('2026-11-23 10:15', withdraw, resident);
    expect(two.when('2026-11-23 10:20', recount, coReporter).promise('withdrawal')).toBeUndefined();
  });

  it('as the last leaves an officer to decide about a danger', () => {
    const scenario = shared(2)
      .when('2026-11-23 10:15', withdraw, resident)
      .when('2026-11-23 10:16', recount, coReporter)
      .when('2026-11-23 10:20', recount, coReporter);
    expect(scenario.factNames).toEqual(['co-reporter-left']);
    expect(scenario.notified).toEqual(['decision-needed→officer']);
    expect(scenario.found?.status).toBe('received');
    expect(scenario.promise('withdrawal')).toBe('2026-11-24 10:20 running');
  });

  it('as the last again does not ask the officer twice', () => {
    const scenario = shared()
      .when('2026-11-23 10:15', withdraw, resident)
      .when('2026-11-23 10:20', recount, coReporter)
      .when('2026-11-23 10:30', link(), coReporter)
      .when('2026-11-23 10:40', recount, coReporter);
    expect(scenario.factNames).toEqual(['co-reporter-left']);
    expect(scenario.notified).toEqual([]);
    expect(scenario.found?.status).toBe('received');
    expect(scenario.promise('withdrawal')).toBe('2026-11-24 10:20 running');
  });

  it('as the last ends what turned out to be no danger', () => {
    const scenario = shared()
      .when('2026-11-23 10:15', withdraw, resident)
      .when('2026-11-23 10:18', { move: 'retype', type: 'consultation', details: {} })
      .when('2026-11-23 10:20', recount, coReporter);
    expect(scenario.factNames).toEqual(['co-reporter-left']);
    expect(scenario.notified).toEqual(['resident-wrote→officer']);
    expect(scenario.found?.status).toBe('withdrawn');
  });
});

describe('an action of a co-reporter', () => {
  const working = () => shared().when('2026-11-23 10:20', { move: 'start' });
  const answered = () => working().when('2026-11-23 12:00', { move: 'resolve', outcome: 'fixed', text });
  const repeated = () => shared().when('2026-11-23 10:20', { move: 'mark-duplicate', of: other });
  const takenBack = () =>
    shared()
      .when('2026-11-23 10:15', { move: 'retype', type: 'consultation', details: {} })
      .when('2026-11-23 10:20', recount, coReporter)
      .when('2026-11-23 10:30', withdraw, resident);
  const message: MoveCommand = { move: 'add-message', text };
  const rate: MoveCommand = { move: 'rate', rating: 'satisfied' };
  const action = (command: MoveCommand, scenario: Scenario) => actionOfLinked(command, foundBy(scenario));
  const notNow = (move: string, from: string) => ({ code: 'move-not-allowed', move, from });

  it('is their own where it is words or a rating, when the reporter could give them too', () => {
    expect(action(message, working())).toEqual({ own: message });
    expect(action(rate, answered())).toEqual({ own: { ...rate, reopens: 0 } });
    expect(action(rate, working())).toEqual(notNow('rate', 'in-progress'));
  });

  it('rates the current answer, which is another one after a reopening', () => {
    const again = answered()
      .when('2026-11-23 13:00', { move: 'reopen' }, resident)
      .when('2026-11-23 13:10', { move: 'start' })
      .when('2026-11-23 14:00', { move: 'resolve', outcome: 'fixed', text });
    expect(action(rate, again)).toEqual({ own: { ...rate, reopens: 1 } });
    const rated = (reopens: number) =>
      repeated().when('2026-11-23 14:00', { move: 'rate', rating: 'satisfied', reopens }, resident);
    expect(hasRated(foundBy(rated(1)), 1)).toBe(true);
    expect(hasRated(foundBy(rated(0)), 1)).toBe(false);
    expect(hasRated(foundBy(repeated()), 0)).toBe(false);
    rated(0).refuses('2026-11-23 15:00', { move: 'rate', rating: 'satisfied' }, resident, 'already-rated');
  });

  it('is refused when the primary case is itself a duplicate or withdrawn', () => {
    for (const command of [message, rate]) {
      expect(action(command, repeated())).toEqual(notNow(command.move, 'duplicate'));
      expect(action(command, takenBack())).toEqual(notNow(command.move, 'withdrawn'));
    }
  });

  it('reopens for everyone what is not solved; their words stay their own', () => {
    const onPrimary = { move: 'reopen' };
    expect(action({ move: 'reopen', text }, answered())).toEqual({
      own: { move: 'say-unsolved', text },
      onPrimary,
    });
    expect(action({ move: 'reopen' }, answered())).toStrictEqual({
      own: { move: 'say-unsolved' },
      onPrimary,
    });
  });

  it('lets them leave while there is something to leave', () => {
    expect(action(withdraw, working())).toEqual({
      own: { move: 'leave' },
      onPrimary: { move: 'recount', unlinked: 1 },
    });
    expect(action(withdraw, answered())).toEqual(notNow('withdraw', 'resolved'));
  });

  it('is nothing else: only staff do more', () => {
    expect(action({ move: 'start' }, working())).toEqual(notNow('start', 'in-progress'));
    working().refuses('2026-11-23 11:00', link(), staff('chief'), 'not-found');
  });
});
