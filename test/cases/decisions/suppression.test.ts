import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/cases/case.ts';
import type { Clock } from '../../../shared/cases/clock-kinds.ts';
import { type Suppression, suppression } from '../../../shared/cases/decisions/suppression.ts';
import { type Message, messageKinds } from '../../../shared/cases/message-kinds.ts';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { Escalation } from '../../../shared/engine/clocks/escalation.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, Scenario } from './scenario.ts';

const decidedAt = at('2026-11-23 10:30');
const received = new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'phone' })).found;

type Changes = Partial<Pick<Case, 'escalation' | 'status'>> & { clock?: Partial<Clock> | 'gone' };

/** The case when the message is sent, with the given changes to its `respond` clock and its escalation. */
function standing({ clock, ...changes }: Changes): Case {
  if (received === undefined) throw new Error('the report was refused');
  const clocks = received.clocks.flatMap((one) => {
    if (one.kind !== 'respond') return [one];
    return clock === 'gone' ? [] : [{ ...one, ...clock }];
  });
  return { ...received, ...changes, clocks } as Case;
}

const message = (kind: Message['kind']): Message => ({
  to: 'officer',
  kind,
  clock: 'respond',
  ...(kind === 'level' && { level: 2 }),
});

const verdict = (kind: Message['kind'], changes: Changes): Suppression | 'send' =>
  suppression(message(kind), decidedAt, standing(changes)) ?? 'send';

const urging = ['breach', 'broken-promise', 'reminder', 'nudge'] as const;
const owed = messageKinds.filter((kind) => kind !== 'level' && !urging.some((one) => one === kind));

const clocks: readonly [string, Changes, Suppression | 'send'][] = [
  ['met', { clock: { state: 'met' } }, 'clock-met'],
  ['met late', { clock: { state: 'met', late: true } }, 'clock-met'],
  ['dropped', { clock: 'gone' }, 'clock-met'],
  ['paused', { clock: { state: 'paused', pausedAt: decidedAt } }, 'clock-paused'],
  ['started anew since', { clock: { state: 'running', startedAt: decidedAt + 1 } }, 'clock-restarted'],
  ['of a case that has ended', { clock: { state: 'breached' }, status: 'closed' }, 'case-ended'],
];

const escalation = (changes: Partial<Escalation> = {}): Escalation => ({
  startedAt: decidedAt - 30 * MINUTE,
  level: 2,
  nextAt: decidedAt + 30 * MINUTE,
  acting: false,
  ...changes,
});

const escalations: readonly [string, Changes, Suppression | 'send'][] = [
  ['is at this level', { escalation: escalation() }, 'send'],
  ['escalates at once', { escalation: escalation({ nextAt: decidedAt }) }, 'send'],
  ['is at a higher level', { escalation: escalation({ level: 3 }) }, 'level-passed'],
  ['was acknowledged', { escalation: escalation({ acting: true }) }, 'escalation-acknowledged'],
  ['was removed', {}, 'escalation-gone'],
  ['was started by the same step', { escalation: escalation({ startedAt: decidedAt }) }, 'send'],
  ['was started anew since', { escalation: escalation({ startedAt: decidedAt + 1 }) }, 'escalation-gone'],
  ['belongs to a case that has ended', { escalation: escalation(), status: 'withdrawn' }, 'case-ended'],
];

describe('a message about to be sent', () => {
  describe.each(clocks)('whose clock is %s', (_, changes, expected) => {
    it.each(urging)(`as a %s: ${expected}`, (kind) => {
      expect(verdict(kind, changes)).toBe(expected);
    });

    it.each(owed)('as %s is owed and always sent', (kind) => {
      expect(verdict(kind, changes)).toBe('send');
    });
  });

  describe.each(escalations)('of an escalation that %s', (_, changes, expected) => {
    it(`as a level: ${expected}`, () => {
      expect(verdict('level', changes)).toBe(expected);
    });
  });

  describe('that was held up', () => {
    const breached: Changes = { clock: { state: 'breached', promiseAt: decidedAt } };
    const remindAt = [decidedAt - MINUTE, decidedAt + 20 * MINUTE];

    it('is sent if nothing has changed since', () => {
      expect(verdict('reminder', { clock: { remindAt, reminded: 1 } })).toBe('send');
      expect(verdict('nudge', { clock: { remindAt, reminded: 1, startedAt: decidedAt } })).toBe('send');
    });

    it('says that a promise is broken, and no more that it is about to be', () => {
      expect(verdict('breach', breached)).toBe('send');
      expect(verdict('broken-promise', breached)).toBe('send');
      expect(verdict('reminder', breached)).toBe('clock-breached');
      expect(verdict('nudge', breached)).toBe('clock-breached');
    });

    it('is not sent for a promise that got another date since', () => {
      expect(verdict('breach', { clock: { state: 'running', late: true } })).toBe('clock-moved');
      // A machine whose clock is behind restarted it with a time before the breach, and it was breached again since.
      const again: Partial<Clock> = { state: 'breached', startedAt: decidedAt - MINUTE };
      const brokenAgain = { clock: { ...again, promiseAt: decidedAt + 1 } };
      expect(verdict('breach', brokenAgain)).toBe('clock-moved');
      expect(verdict('broken-promise', brokenAgain)).toBe('clock-moved');
      expect(verdict('reminder', { clock: { state: 'running', reminded: 0 } })).toBe('clock-moved');
    });

    it('is not sent after a later reminder of the same promise', () => {
      expect(verdict('reminder', { clock: { remindAt, reminded: 1 } })).toBe('send');
      expect(verdict('reminder', { clock: { remindAt, reminded: 2 } })).toBe('reminded-since');
      expect(verdict('reminder', { clock: { remindAt: [decidedAt], reminded: 1 } })).toBe('send');
    });

    it('is sent only as the latest repetition at the top level', () => {
      const until = decidedAt + 30 * MINUTE;
      const top = { ...message('level'), level: 4, until };
      const whenNextIs = (nextAt: number) =>
        suppression(top, decidedAt, standing({ escalation: escalation({ level: 4, nextAt }) }));
      expect(whenNextIs(until)).toBeUndefined();
      expect(whenNextIs(until + 1)).toBe('level-repeated');
      // A higher priority brings the next step forward; no message was sent in between.
      expect(whenNextIs(until - MINUTE)).toBeUndefined();
    });
  });

  it('as a level ignores clocks, since a level depends on its escalation', () => {
    for (const [, changes] of clocks.filter(([, { status }]) => status === undefined)) {
      expect(verdict('level', { ...changes, escalation: escalation() })).toBe('send');
    }
  });

  it('of a bad rating is not sent when the rating was a mistake, but when the case was reopened since', () => {
    const bad = { to: 'chief', kind: 'dissatisfied' } as const;
    expect(suppression(bad, decidedAt, { ...standing({}), rating: 'satisfied' })).toBe('rating-corrected');
    expect(suppression(bad, decidedAt, { ...standing({}), rating: 'dissatisfied' })).toBeUndefined();
    expect(suppression(bad, decidedAt, standing({}))).toBeUndefined();
  });

  it('that names no clock is sent, since nothing says that it need not be', () => {
    const withoutClock = { to: 'officer', kind: 'breach' } as const;
    expect(suppression(withoutClock, decidedAt, standing({ clock: { state: 'met' } }))).toBeUndefined();
  });
});
