import type { CaseDraft } from './case.ts';
import { isUnmet } from './clock.ts';
import { clockIn } from './clock-list.ts';
import { conclude, type Decision, storyOf, tell } from './decision.ts';
import { type Instant, MINUTE } from './instant.ts';
import { target } from './lifecycle.ts';
import type { Policy } from './policy.ts';
import { toResponsible } from './ruling.ts';

/** Photos are sent one after another: what comes within so long of one that was told of is found with it. */
const TOLD_TOGETHER = 10 * MINUTE;

/**
 * A photo of the resident's was kept. It is words without words: told to whoever hears of a message, and in the
 * history; but no question is answered by it, so it moves no clock and no status. A matter that takes nothing more
 * keeps a photo that was on its way, and says nothing.
 */
export function decidePhotoKept(draft: CaseDraft, now: Instant, policy: Policy): Decision {
  if (!takesMore(draft)) return conclude(storyOf(draft), policy, now);
  const messages = toResponsible({ draft, policy }, 'resident-wrote');
  const fact = { fact: 'photo-added', ...(isWorthTelling(draft, now) && { toldAt: now, messages }) } as const;
  return conclude(tell(storyOf(draft), fact, policy), policy, now);
}

const takesMore = ({ status, reporterLeft }: CaseDraft): boolean =>
  reporterLeft !== true && target('add-message', status) !== undefined;

/** Until somebody has opened the matter its alert stands, and whoever follows that finds the photo. */
function isWorthTelling({ clocks, photoToldAt }: CaseDraft, now: Instant): boolean {
  const acknowledge = clockIn(clocks, 'acknowledge');
  const isOpened = acknowledge === undefined || !isUnmet(acknowledge);
  return isOpened && (photoToldAt === undefined || now >= photoToldAt + TOLD_TOGETHER);
}
