import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const text = '已经核实过了，这是一条恶意的举报';
const abuse = { move: 'reject', reason: 'abuse', text } as const;
const li = staff('officer', 'p-li');
const wang = staff('officer', 'p-wang');
const proposed = () =>
  new Scenario()
    .when('2026-11-23 10:00', report('consultation'), resident)
    .when('2026-11-23 10:10', abuse, li);

describe('a proposal to reject a case for abuse', () => {
  const movesOn: readonly MoveCommand[] = [
    { move: 'start' },
    { move: 'reply', text },
    { move: 'assign', to: 'p-li' as never },
    { move: 'retype', type: 'other', details: {} },
    { move: 'extend', clock: 'respond', promiseAt: at('2026-11-27 10:00'), text },
    { move: 'reject', reason: 'not-a-case', text },
    { move: 'transfer', to: 'committee', ref: 'A-1', text },
    { move: 'mark-duplicate', of: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as never },
  ];

  it.each(movesOn)('ends with $move: nobody is reminded of it, and nothing escalates', (command) => {
    const scenario = proposed().when('2026-11-23 11:00', command, wang);
    expect(scenario.promise('sign-off')).toBeUndefined();
    expect(scenario.found?.rejectionProposedBy).toBeUndefined();
  });

  it.each<MoveCommand>([{ move: 'acknowledge' }, { move: 'note', text }])(
    'is still pending after $move, and another person may confirm it',
    (command) => {
      const scenario = proposed().when('2026-11-23 11:00', command, wang);
      expect(scenario.promise('sign-off')).toMatch(/running$/);
      expect(scenario.when('2026-11-23 12:00', abuse, wang).found?.status).toBe('rejected');
    },
  );

  it('is still pending when the resident writes', () => {
    const scenario = proposed().when('2026-11-23 11:00', { move: 'add-message', text }, resident);
    expect(scenario.promise('sign-off')).toMatch(/running$/);
  });

  it('begins anew after it has ended, and by whoever makes it then', () => {
    const scenario = proposed().when(
      '2026-11-23 11:00',
      { move: 'retype', type: 'other', details: {} },
      wang,
    );
    scenario.when('2026-11-23 12:00', abuse, wang);
    expect(scenario.found?.rejectionProposedBy).toBe('p-wang');
    expect(scenario.clock('sign-off')?.startedAt).toBe(at('2026-11-23 12:00'));
    scenario.refuses('2026-11-23 12:10', abuse, wang, 'second-person-needed');
    expect(scenario.when('2026-11-23 12:20', abuse, li).found?.status).toBe('rejected');
  });

  it('ends its escalation too, when it was breached before the case moved on', () => {
    const scenario = proposed().tick('2026-11-24 18:00');
    expect(scenario.promise('sign-off')).toMatch(/breached$/);
    const respond = scenario.clock('respond')?.state;
    scenario.when('2026-11-24 18:01', { move: 'reply', text }, wang);
    expect(respond).toBeDefined();
    expect(scenario.found?.escalation).toBeUndefined();
  });

  it('that an earlier release left running is dropped by the clock without a word', () => {
    const signOff = proposed().clock('sign-off');
    const scenario = proposed().when('2026-11-23 11:00', { move: 'start' }, wang);
    if (scenario.found === undefined || signOff === undefined) throw new Error('no proposal');
    scenario.found = { ...scenario.found, clocks: [...scenario.found.clocks, signOff] };
    scenario.tick(signOff.promiseAt);
    expect(scenario.promise('sign-off')).toBeUndefined();
    expect(scenario.messages.filter(({ clock }) => clock === 'sign-off')).toEqual([]);
  });
});

describe('a withdrawal that an officer must decide', () => {
  const asked = () =>
    new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:05', { move: 'withdraw' }, resident);

  it('is still to be decided while the case is worked on, also as another type', () => {
    const scenario = asked()
      .when('2026-11-23 10:06', { move: 'start' })
      .when('2026-11-23 10:07', { move: 'retype', type: 'other', details: {} });
    expect(scenario.promise('withdrawal')).toMatch(/running$/);
    expect(scenario.when('2026-11-23 10:08', { move: 'grant-withdrawal' }).found?.status).toBe('withdrawn');
  });

  it('is over when the case is handed over or answered', () => {
    const transfer = { move: 'transfer', to: '110', ref: 'A-1', text } as const;
    expect(asked().when('2026-11-23 10:06', transfer).promise('withdrawal')).toBeUndefined();
    const resolved = asked()
      .when('2026-11-23 10:06', { move: 'start' })
      .when('2026-11-23 10:07', { move: 'resolve', outcome: 'found-safe', text });
    expect(resolved.promise('withdrawal')).toBeUndefined();
  });
});
