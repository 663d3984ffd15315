import type { Instant } from '../../engine/calendar/instant.ts';
import { clockIn } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { MoveCommand } from '../command.ts';
import { isOpen } from '../lifecycle.ts';
import { readableCharacters } from '../readable-text.ts';
import { toReporters } from './co-reporters.ts';
import type { MoveContext, MoveOutcome } from './move-outcome.ts';
import { toResponsible } from './staff-messages.ts';

/** Whether a text gives a reason that a person can read. */
export const isReason = (text: string | undefined): boolean =>
  text !== undefined && readableCharacters(text) > 0;

/**
 * Takes an answered or ended case up again. Residents may do so within the reopen window: of the answer or, after they
 * withdrew the case, of the withdrawal. A chief may at any time, and writes for the resident why an ended case is open
 * again.
 */
export function reopen(
  { text, followed }: Extract<MoveCommand, { move: 'reopen' }>,
  context: MoveContext,
): MoveOutcome {
  const { draft, by } = context;
  const isStaff = by.kind === 'staff';
  const hadEnded = !isOpen(draft.status);
  if (isStaff && hadEnded && !isReason(text)) return { code: 'reason-needed' };
  if (!isStaff && windowIsOver(context)) return { code: 'window-over' };
  const returned = !isStaff && draft.reporterLeft;
  return {
    happening: { fact: 'reopened', ...defined({ followed }), ...(returned && { returned }) },
    messages: [
      ...toResponsible(context, 'reopened'),
      ...(isStaff && hadEnded ? toReporters(context, 'reply') : []),
    ],
  };
}

/** The reporter comes back to a case that went on for others after they had left it. */
export function comeBack(context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  if (draft.status === 'withdrawn') {
    if (windowIsOver(context)) return { code: 'window-over' };
    const { duplicateOf: of } = draft;
    return of === undefined ? { code: 'not-linkable' } : { happening: { fact: 'marked-duplicate', of } };
  }
  const { reporterLeft, reporterLeftAt = draft.receivedAt } = draft;
  if (reporterLeft !== true) return { code: 'move-not-allowed', move: 'come-back', from: draft.status };
  return withdrawalWindowIsOver(reporterLeftAt, { draft, policy, now })
    ? { code: 'window-over' }
    : { happening: { fact: 'reporter-returned' }, messages: toResponsible(context, 'resident-wrote') };
}

function windowIsOver({ draft, policy, now }: MoveContext): boolean {
  if (draft.status === 'withdrawn') {
    const { receivedAt, endedAt = receivedAt, reporterLeftAt = receivedAt } = draft;
    return withdrawalWindowIsOver(draft.reporterLeft ? reporterLeftAt : endedAt, { draft, policy, now });
  }
  const window = clockIn(draft.clocks, 'window');
  return draft.windowOver === true || window === undefined || window.promiseAt <= now;
}

/** A withdrawal may be taken back as long as an answer may be called wrong. */
const withdrawalWindowIsOver = (
  withdrawnAt: Instant,
  { draft, policy, now }: Pick<MoveContext, 'draft' | 'policy' | 'now'>,
): boolean => now >= withdrawnAt + policy.calendars.lengthMs('always', policy.types[draft.type].window);
