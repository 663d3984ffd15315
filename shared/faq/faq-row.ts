import * as z from 'zod/mini';
import type { Instant } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import type { StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import { count, idOf, instant, json, personId, readRow } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { Unreadable } from '../engine/storage/store-errors.ts';
import {
  FAQ_ENTRIES_MAX,
  type FaqDraft,
  type FaqEntry,
  type FaqEntryId,
  type FaqWords,
  shownUntil,
} from './faq-entry.ts';
import { isFaqEntryId } from './faq-entry-key.ts';

/** An entry in the list of its station. What residents read are its words; without any, it was never approved, or taken away. */
export interface ListedFaq {
  readonly id: FaqEntryId;
  readonly words?: FaqWords;
  readonly draft?: FaqDraft;
  readonly lookAgainDays: number;
  readonly approvedBy?: string;
  /** When somebody approved it, or looked at it again. */
  readonly checkedAt?: Instant;
  /** By when somebody must look again. */
  readonly lookAgainAt?: Instant;
}

/** One partition for a station, so that one query lists all entries. */
export const faqPk = (station: StationId): string => `S#${station}#FAQ`;

const faqRow = ({ station, id }: Pick<FaqEntry, 'station' | 'id'>): RowKey => ({
  pk: faqPk(station),
  sk: id,
});

const text = z.object({ 'zh-CN': z.string(), en: z.string() });
const shape = onFirstUse(() =>
  z.object({
    sk: idOf<FaqEntryId>(isFaqEntryId),
    words: z.exactOptional(z.pipe(json, z.object({ question: text, answer: text }))),
    draft: z.exactOptional(
      z.pipe(json, z.object({ by: personId, at: instant, version: count, lookAgainDays: count })),
    ),
    lookAgainDays: count,
    approvedBy: z.exactOptional(personId),
    checkedAt: z.exactOptional(instant),
    lookAgainAt: z.exactOptional(instant),
  }),
);

/** The row that lists an entry as a step leaves it. `words`: what residents read from then on. */
export function faqCompanion(after: FaqEntry, words: FaqWords | undefined): Companion {
  const { draft, lookAgainDays, approvedBy, checkedAt, lookAgainAt } = after;
  return {
    key: faqRow(after),
    values: {
      lookAgainDays,
      ...defined({ approvedBy, checkedAt, lookAgainAt }),
      ...(words !== undefined && { words: JSON.stringify(words) }),
      ...(draft !== undefined && { draft: JSON.stringify(draft) }),
    },
    condition: after.version === 1 ? 'absent' : { unchanged: {} },
    conflict: 'version',
  };
}

type Companions = Pick<CompanionStore, 'companion' | 'companions'>;

/** The entries of a station, the newest id last. A row that does not parse is left out: the others must be readable. */
export async function listedFaqs(
  store: Pick<Companions, 'companions'>,
  station: StationId,
): Promise<readonly ListedFaq[]> {
  const rows = await store.companions(faqPk(station), { limit: FAQ_ENTRIES_MAX });
  return rows.flatMap((row) => {
    try {
      return [listedIn(row)];
    } catch (error) {
      if (error instanceof Unreadable) return [];
      throw error;
    }
  });
}

/** The row of one entry. */
export async function listedFaq(
  store: Pick<Companions, 'companion'>,
  of: Pick<FaqEntry, 'station' | 'id'>,
): Promise<ListedFaq | undefined> {
  const row = await store.companion(faqRow(of));
  return row && listedIn(row);
}

function listedIn(row: Row): ListedFaq {
  const { sk: id, ...listed } = readRow(shape, row);
  return { id, ...listed };
}

/** Whether residents read its words. */
export const isShown = ({ words, lookAgainAt }: ListedFaq, now: Instant): boolean =>
  words !== undefined && lookAgainAt !== undefined && now < shownUntil(lookAgainAt);
