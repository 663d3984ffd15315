import type { Instant } from '../engine/calendar/instant.ts';
import type { StationId } from '../engine/scope.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import type { FaqEntryId, FaqWords } from './faq-entry.ts';
import { isShown, listedFaqs } from './faq-row.ts';

/** What residents read. */
export interface ShownFaq {
  readonly id: FaqEntryId;
  readonly words: FaqWords;
  /** When somebody last looked at it. */
  readonly checkedAt: Instant;
}

/** The approved answers of a station, those that were looked at last first. */
export async function shownFaqs(
  store: Pick<CompanionStore, 'companions'>,
  station: StationId,
  now: Instant,
): Promise<readonly ShownFaq[]> {
  const listed = await listedFaqs(store, station);
  return listed
    .flatMap(({ id, words, checkedAt, ...entry }) =>
      words !== undefined && checkedAt !== undefined && isShown({ id, words, ...entry }, now)
        ? [{ id, words, checkedAt }]
        : [],
    )
    .sort((one, other) => other.checkedAt - one.checkedAt);
}
