import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import { clockIn } from '../../engine/clocks/clock-list.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import { target } from '../lifecycle.ts';
import { append, type Decision, draftDecision, finish } from './decision-draft.ts';
import { toResponsible } from './move-outcome.ts';

/** Photos are sent one after another: what comes within so long of one that was told of is found with it. */
const NOTIFIED_TOGETHER = 10 * MINUTE;

/**
 * A photo of the resident's was kept. It is words without words: told to whoever hears of a message, and in the
 * history; but no question is answered by it, so it moves no clock and no status. A case that takes nothing more
 * keeps a photo that was on its way, and says nothing.
 */
export function decidePhotoKept(draft: CaseDraft, now: Instant, policy: Policy): Decision {
  if (!takesMore(draft)) return finish(draftDecision(draft), policy, now);
  const messages = toResponsible({ draft, policy }, 'resident-wrote');
  const fact = {
    fact: 'photo-added',
    ...(isWorthNotifying(draft, now) && { notifiedAt: now, messages }),
  } as const;
  return finish(append(draftDecision(draft), fact, policy), policy, now);
}

const takesMore = ({ status, reporterLeft }: CaseDraft): boolean =>
  reporterLeft !== true && target('add-message', status) !== undefined;

/** Until somebody has opened the case its alert stands, and whoever follows that finds the photo. */
function isWorthNotifying({ clocks, photoNotifiedAt }: CaseDraft, now: Instant): boolean {
  const acknowledge = clockIn(clocks, 'acknowledge');
  const isOpened = acknowledge === undefined || !isUnmet(acknowledge);
  return isOpened && (photoNotifiedAt === undefined || now >= photoNotifiedAt + NOTIFIED_TOGETHER);
}
