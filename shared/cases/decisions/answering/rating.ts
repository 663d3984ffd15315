import { DAY, type Instant } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { CaseDraft } from '../../case.ts';
import type { MoveCommand } from '../../command.ts';
import { hasRated } from '../co-reporters.ts';
import type { MoveContext, MoveOutcome } from '../move-outcome.ts';

/** How long a mistaken rating may be corrected, from the first rating of an answer on. */
const CORRECTABLE = DAY;
/** How often; each bad rating is a message to the chief. */
const CORRECTIONS_MAX = 5;

type Rated = Pick<CaseDraft, 'rating' | 'ratedAfter' | 'ratedAt' | 'ratingCorrections'>;

/** Until when the resident may correct the rating of the present answer; `undefined` when it cannot be corrected. */
export function correctableUntil(
  rated: Rated,
  reopens: number | undefined,
  now: Instant,
): Instant | undefined {
  const { ratedAt, ratingCorrections = 0 } = rated;
  if (!hasRated(rated, reopens) || ratedAt === undefined || ratingCorrections >= CORRECTIONS_MAX)
    return undefined;
  return now < ratedAt + CORRECTABLE ? ratedAt + CORRECTABLE : undefined;
}

/** Rates the present answer, or corrects its rating. The last one counts; the chief is notified of a bad one. */
export function rate(
  { rating, reopens, text }: Extract<MoveCommand, { move: 'rate' }>,
  { draft, now }: MoveContext,
): MoveOutcome {
  const isCorrection = hasRated(draft, reopens);
  const isSame = isCorrection && rating === draft.rating;
  const repeatsItself = isSame && text === undefined;
  if (isCorrection && (repeatsItself || correctableUntil(draft, reopens, now) === undefined)) {
    return { code: 'already-rated' };
  }
  return {
    happening: {
      fact: 'rated',
      rating,
      firstAt: isCorrection ? (draft.ratedAt ?? now) : now,
      ...(isCorrection && { correction: (draft.ratingCorrections ?? 0) + 1 }),
      ...defined({ reopens }),
    },
    ...(rating === 'dissatisfied' &&
      !isSame && { messages: [{ to: 'chief', kind: 'dissatisfied' }] as const }),
  };
}
