import type { Instant } from '../../engine/calendar/instant.ts';
import { clockIn } from '../../engine/clocks/clock-list.ts';
import type { CaseDraft } from '../case.ts';
import type { ClockKind } from '../clock-kinds.ts';
import type { CasePause, PauseReason } from '../life-so-far.ts';
import type { Status } from '../lifecycle.ts';

const waits: { readonly [S in Status]?: { readonly clock: ClockKind; readonly reason: PauseReason } } = {
  'waiting-resident': { clock: 'resident-answer', reason: 'resident' },
  'waiting-third-party': { clock: 'third-party', reason: 'other' },
  scheduled: { clock: 'appointment', reason: 'other' },
};

/** A wait that stops clocks at present. */
export type Wait = Pick<CasePause, 'from' | 'reason'>;

/** The wait of this case. One whose own time has run out stops nothing any more, although the status is the same. */
export function currentWait({ status, clocks }: Pick<CaseDraft, 'status' | 'clocks'>): Wait | undefined {
  const wait = waits[status];
  const clock = wait && clockIn(clocks, wait.clock);
  return wait && clock?.state === 'running' && !clock.late
    ? { from: clock.startedAt, reason: wait.reason }
    : undefined;
}

/** The pause that ends at this moment, when the case waits no longer. */
export function endedPause(draft: CaseDraft, to: Instant): CasePause | undefined {
  const wait = currentWait(draft);
  return wait && to > wait.from ? { ...wait, to } : undefined;
}
