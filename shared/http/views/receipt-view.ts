import { clockOf } from '../../cases/case.ts';
import type { Received } from '../../cases/receipts/signed-documents.ts';
import { isSecret } from '../../cases/secrecy.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import { adviceFor } from './emergency.ts';
import { mayMove } from './promises.ts';
import { residentStep } from './resident-step.ts';
import { statusShownToResidents } from './shown-status.ts';
import type { Receipt } from './shown-types.ts';

/** The answer to a report: its reference, the secret link, and by when a person will reply. */
export function receiptView(
  { found, token, receipt, sameReports }: Received,
  policy: Policy,
  words: AnswerWords,
  origin: string,
): Receipt {
  const secret = isSecret(found, policy);
  const status = secret ? statusShownToResidents(found.status) : found.status;
  const receivedAt = toIso(found.receivedAt);
  // Every case has a `respond` clock: a policy with a type that promises no answer is refused at load.
  const respond = clockOf(found, 'respond');
  const respondBy = toIso(respond?.promiseAt ?? found.receivedAt);
  const nextStep = residentStep(found, policy, words, { isSecret: secret });
  return {
    reference: found.reference,
    trackUrl: `${origin}/t/${token}`,
    track: `${origin}/v1/track/${token}`,
    status,
    statusText: words.statuses[status],
    receivedAt,
    respondBy,
    ...(respond && mayMove(respond)),
    ...defined({ nextStep }),
    receipt,
    ...defined({ sameReports }),
    ...adviceFor(found, words),
  };
}
