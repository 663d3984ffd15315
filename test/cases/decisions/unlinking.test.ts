import { describe, expect, it } from 'vitest';
import type { Case, CaseId } from '../../../shared/cases/case.ts';
import type { CaseType } from '../../../shared/cases/case-type.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { caseCodec } from '../../../shared/cases/stored/case-codec.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const of = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const reason = '两件事其实不一样，分开办理';
const unlink: MoveCommand = { move: 'unlink', text: reason };
const duplicate: MoveCommand = { move: 'mark-duplicate', of };
const reported = (type: CaseType = 'dispute') =>
  new Scenario().when('2026-11-23 10:00', report(type), resident);
const chief = staff('chief');

describe('a chief undoes a link', () => {
  it('with a written reason, and nobody else does', () => {
    const linked = reported().when('2026-11-23 10:10', duplicate);
    linked
      .refuses('2026-11-23 10:20', { move: 'unlink', text: ' ' }, chief, 'reason-needed')
      .refuses('2026-11-23 10:20', unlink, staff('officer'), 'not-found')
      .refuses('2026-11-23 10:20', unlink, resident, 'not-found');
    linked.when('2026-11-23 10:20', unlink, chief);
    expect(linked.factNames).toEqual(['unlinked']);
    expect(linked.notified).toEqual(['reopened→officer', 'reply→resident']);
    reported().refuses('2026-11-23 10:20', unlink, chief, 'move-not-allowed');
  });

  it('after which the promises run on from where they stood', () => {
    const linked = reported();
    const respond = linked.promise('respond');
    linked.when('2026-11-23 10:10', duplicate);
    expect(linked.due).toBe('never');
    linked.when('2026-11-23 10:20', unlink, chief);
    expect(linked.found).toMatchObject({ status: 'in-progress' });
    expect(linked.found).not.toHaveProperty('duplicateOf');
    expect(linked.found).not.toHaveProperty('held');
    expect(linked.promise('respond')).toBe(respond);
    expect(linked.promise('resolve')).toBeDefined();
    expect(linked.clock('acknowledge')).toMatchObject({ state: 'met' });
  });

  it('so that what has passed meanwhile is breached and escalates by the next tick, once', () => {
    const linked = reported().when('2026-11-23 10:10', { move: 'join', of }, resident);
    linked.when('2026-12-30 10:00', unlink, chief);
    // Nobody had acknowledged it while it was linked.
    expect(linked.clock('acknowledge')).toMatchObject({ state: 'met', late: true });
    linked.tick('2026-12-30 10:01');
    expect(linked.factNames.filter((fact) => fact === 'breached').length).toBeGreaterThan(0);
    expect(linked.found?.escalation?.level).toBeGreaterThan(1);
    linked.tick('2026-12-30 10:02');
    expect(linked.facts).toEqual([]);
  });

  it('and an escalation goes on from its level', () => {
    const late = reported().tick('2026-11-24 10:01').tick('2026-11-26 10:01');
    const { escalation } = late.found ?? {};
    expect(escalation?.level).toBeGreaterThan(0);
    late.when('2026-11-26 10:02', duplicate).when('2026-11-26 10:05', unlink, chief);
    expect(late.found?.escalation).toEqual(escalation);
  });

  it('while a wait that it was in has ended, and paused time is added', () => {
    const waiting = reported()
      .when('2026-11-23 10:10', { move: 'start' })
      .when('2026-11-23 10:20', { move: 'ask-resident', text: '请问是哪一层' });
    const before = waiting.clock('resolve');
    waiting.when('2026-11-24 10:20', duplicate).when('2026-11-24 11:00', unlink, chief);
    expect(waiting.clock('resident-answer')).toBeUndefined();
    expect(waiting.clock('resolve')).toMatchObject({ state: 'running' });
    expect(waiting.clock('resolve')?.promiseAt).toBeGreaterThan(before?.promiseAt ?? 0);
  });

  it('of somebody missing, whose checks begin although the link was the acknowledgement', () => {
    const missing = reported('lost-person')
      .when('2026-11-23 10:01', duplicate)
      .when('2026-11-23 10:02', unlink, chief);
    expect(missing.promise('action-check')).toBe('2026-11-23 10:17 running');
    expect(missing.found).toMatchObject({ priority: 'P0', escalation: { level: 0 } });
  });

  it('of a case that was linked before its clocks were held', () => {
    const linked = reported().when('2026-11-23 10:10', duplicate);
    const { held: _, ...old } = linked.found as Case;
    linked.found = old as Case;
    linked.when('2026-11-23 10:20', unlink, chief);
    expect(linked.promise('respond')).toBe('2026-11-24 10:00 running');
    expect(linked.found?.dueAt).toBeGreaterThan(at('2026-11-23 10:20'));
  });

  it('and its row keeps what stood, under 1 KB', () => {
    const linked = reported('lost-person').tick('2026-11-23 10:06').when('2026-11-23 10:07', duplicate);
    const found = linked.found as Case;
    const row = caseCodec.encode(found);
    expect(JSON.stringify(row).length).toBeLessThan(1024);
    const { caseId: id, status, endedAt, version, station, chainHead, policyVersion, priority } = found;
    const columns = { id, status, version, station, chainHead, policyVersion, priority, endedAt };
    expect(caseCodec.decode(columns as never, { ...row, pk: 'x', sk: 'y' })).toEqual(found);
  });
});
