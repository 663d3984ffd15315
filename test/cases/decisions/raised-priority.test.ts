import { describe, expect, it } from 'vitest';
import type { CaseId, Details } from '../../../shared/cases/case.ts';
import type { CaseType } from '../../../shared/cases/case-type.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { linkOf } from '../../../shared/cases/decisions/co-reporters.ts';
import type { Actor } from '../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario } from './scenario.ts';

const coReporter: Actor = { kind: 'co-reporter' };
const other = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const text = '我们已经联系物业，今天下午给您答复';

const reported = (type: CaseType, details: Details = {}, moment = '2026-11-23 10:00', occurredAt?: string) =>
  new Scenario().when(
    moment,
    report(type, details, occurredAt === undefined ? {} : { occurredAt: at(occurredAt) }),
    resident,
  );

/** The command that links this report to a primary case. */
function linkTo({ found }: Scenario): MoveCommand {
  if (found === undefined) throw new Error('there is no case');
  return linkOf({ ...found, caseId: other }, standardPolicy);
}

describe('a report is linked only to a case of its type that is being worked on', () => {
  it.each([
    ['answered', { move: 'resolve', outcome: 'settled', text: '双方已经和解，写了协议书' }],
    ['handed over', { move: 'transfer', to: 'court', ref: 'A-1', text }],
  ] as const)('not to one that was %s', (_, end) => {
    const primary = reported('dispute')
      .when('2026-11-23 10:10', { move: 'start' })
      .when('2026-11-23 10:20', end);
    primary.refuses('2026-11-23 10:30', linkTo(reported('dispute')), coReporter, 'no-longer-worked-on');
  });

  it('not to one that was withdrawn, and not to one of another type', () => {
    const withdrawn = reported('dispute').when('2026-11-23 10:10', { move: 'withdraw' }, resident);
    withdrawn.refuses('2026-11-23 10:30', linkTo(reported('dispute')), coReporter, 'no-longer-worked-on');
    reported('consultation').refuses(
      '2026-11-23 10:30',
      linkTo(reported('lost-person')),
      coReporter,
      'other-type',
    );
  });
});

describe('a primary case takes the higher priority of a report that is linked to it', () => {
  it('with the answer that gives it, shorter promises, and a message to who is responsible', () => {
    const primary = reported('dispute', {}, '2026-11-23 09:30');
    expect(primary.found?.priority).toBe('P3');
    primary.when('2026-11-23 10:10', linkTo(reported('dispute', { risk: 'violence' })), coReporter);
    expect(primary.found).toMatchObject({
      priority: 'P1',
      details: { risk: 'violence' },
    });
    expect(primary.promise('respond')).toBe('2026-11-23 10:30 running');
    expect(primary.notified).toEqual(['alert→officer', 'level→guard']);
  });

  it('so that what is late by the shorter promise is breached in the same step, and escalates', () => {
    const primary = reported('dispute', {}, '2026-11-23 09:00');
    primary.when('2026-11-23 12:00', linkTo(reported('dispute', { risk: 'weapon' })), coReporter);
    expect(primary.factNames).toEqual(expect.arrayContaining(['breached', 'level-reached']));
    expect(primary.found?.escalation).toBeDefined();
  });

  it('also where only the time makes the report urgent', () => {
    const primary = reported('lost-item', {}, '2026-11-23 14:00', '2026-11-23 09:00');
    expect(primary.found?.priority).toBe('P2');
    const fresh = reported('lost-item', {}, '2026-11-23 10:00', '2026-11-23 09:00');
    expect(fresh.found?.priority).toBe('P1');
    primary.when('2026-11-23 14:05', linkTo(fresh), coReporter);
    expect(primary.found?.priority).toBe('P1');
    // What starts later starts by the higher priority as well.
    primary
      .when('2026-11-23 14:10', { move: 'start' })
      .when('2026-11-23 14:20', {
        move: 'resolve',
        outcome: 'returned',
        text: '手机已经找到，请到警务室来取',
      })
      .when('2026-11-23 20:00', { move: 'reopen' }, resident);
    expect(primary.promise('respond')).toBe('2026-11-23 22:00 running');
  });

  it('and of equal priority what the report was promised earlier, broken or not, with what escalates from it', () => {
    const late = reported('dispute', {}, '2026-11-23 10:00').tick('2026-11-25 18:00');
    const { escalation } = late.found ?? {};
    expect(escalation?.level).toBeGreaterThan(0);
    const primary = reported('dispute', {}, '2026-11-25 17:00');
    primary.when('2026-11-25 18:00', linkTo(late), coReporter);
    expect(primary.promise('respond')).toBe('2026-11-24 10:00 breached');
    expect(primary.found?.priority).toBe('P3');
    expect(primary.found?.escalation?.level).toBe(escalation?.level);
    expect(primary.promise('resolve')).toBe('2026-12-23 10:00 running');
  });

  it('and never a lower one, nor later promises', () => {
    const primary = reported('dispute', { risk: 'child' });
    const { clocks, priority } = primary.found ?? {};
    primary.when('2026-11-23 10:10', linkTo(reported('dispute')), coReporter);
    expect(primary.found).toMatchObject({ clocks, priority });
    expect(primary.notified).toEqual([]);
  });
});
