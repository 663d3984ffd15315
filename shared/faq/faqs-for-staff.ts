import type { TextOpener } from '../cases/reading/open-text.ts';
import type { World } from '../cases/world.ts';
import type { Scope } from '../engine/scope.ts';
import { draftWords } from './change-faq.ts';
import type { FaqWords } from './faq-entry.ts';
import { faqEntryKey } from './faq-entry-key.ts';
import { type ListedFaq, listedFaqs } from './faq-row.ts';

export interface StaffFaq {
  readonly listed: ListedFaq;
  /** The words that wait for approval; only officers and chiefs open them. */
  readonly draftWords?: FaqWords;
}

/** All entries of the station. What waits for approval may hold a name still, so only who may approve it reads it. */
export async function faqsForStaff(
  world: Pick<World, 'store'> & { readonly opener: TextOpener },
  { station, role }: Scope,
): Promise<readonly StaffFaq[]> {
  const listed = await listedFaqs(world.store, station);
  const opens = role === 'officer' || role === 'chief';
  return Promise.all(
    listed.map(async (one) => {
      const { id, draft } = one;
      const words =
        draft === undefined || !opens
          ? undefined
          : await draftWords(world, faqEntryKey(station, id), draft.version);
      return { listed: one, ...(words !== undefined && { draftWords: words }) };
    }),
  );
}
