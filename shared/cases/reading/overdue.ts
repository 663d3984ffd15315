import type { Instant } from '../../engine/calendar/instant.ts';
import type { ClockList } from '../clock-kinds.ts';

/** Whether a deadline of the case was broken and is still unmet. It is stored with the case as `late`. */
export const hasBrokenDeadline = (clocks: ClockList): boolean =>
  clocks.some(({ state }) => state === 'breached');

/**
 * Whether a case is overdue: a promise is broken, or the time of its next step has passed and nothing was done. The one
 * definition for the list, the brief and every other count, so that all show the same number.
 */
export const isOverdue = (
  { late, dueAt }: { readonly late?: true; readonly dueAt?: Instant },
  now: Instant,
): boolean => late === true || (dueAt !== undefined && dueAt < now);
