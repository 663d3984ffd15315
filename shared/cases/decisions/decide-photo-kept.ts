import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import { clockEffects, clockIn } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { Effects } from '../fact.ts';
import { afterResidentAdded, type Status, target } from '../lifecycle.ts';
import { append, type Decision, draftDecision, finish } from './decision-draft.ts';
import { enterStatus } from './enter-status.ts';
import { toResponsible } from './staff-messages.ts';

/** Residents often send several photos in a row: one notification covers all within this time. */
const NOTIFIED_TOGETHER = 10 * MINUTE;

/**
 * Records that a photo of the resident was kept, and notifies staff as for a message. While the case waits for the
 * resident, the photo is what it waited for: the wait ends, and staff are notified in any case. Otherwise a photo
 * changes neither clocks nor status. When the case accepts nothing more, the photo is kept without a fact.
 */
export function decidePhotoKept(draft: CaseDraft, now: Instant, policy: Policy): Decision {
  if (!acceptsPhotos(draft)) return finish(draftDecision(draft), policy, now);
  const to = afterResidentAdded(draft.status);
  const endsWait = to !== draft.status;
  const messages = toResponsible({ draft, policy }, 'resident-wrote');
  const fact = {
    fact: 'photo-added',
    ...(endsWait && ending(draft, to, now, policy)),
    ...((endsWait || needsNotification(draft, now)) && { notifiedAt: now, messages }),
  } as const;
  return finish(append(draftDecision(draft), fact, policy), policy, now);
}

/** The end of the wait for the resident: the paused clocks run on. */
function ending(draft: CaseDraft, to: Status, now: Instant, policy: Policy): Effects {
  const { clocks, paused } = enterStatus({ draft, to, now, policy });
  return { to, ...clockEffects(draft.clocks, clocks), ...defined({ paused }) };
}

const acceptsPhotos = ({ status, reporterLeft }: CaseDraft): boolean =>
  reporterLeft !== true && target('add-message', status) !== undefined;

/** Before the case is acknowledged, its alert is still pending and leads staff to the photo. */
function needsNotification({ clocks, photoNotifiedAt }: CaseDraft, now: Instant): boolean {
  const acknowledge = clockIn(clocks, 'acknowledge');
  const isAcknowledged = acknowledge === undefined || !isUnmet(acknowledge);
  return isAcknowledged && (photoNotifiedAt === undefined || now >= photoNotifiedAt + NOTIFIED_TOGETHER);
}
