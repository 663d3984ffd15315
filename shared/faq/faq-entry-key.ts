import type { AggregateKey } from '../engine/aggregate-key.ts';
import type { StationId } from '../engine/scope.ts';
import type { FaqEntry, FaqEntryId, FaqFact } from './faq-entry.ts';

const ENTRY_ID = /^f[a-z2-7]{25}$/;
export const isFaqEntryId = (text: string): text is FaqEntryId => ENTRY_ID.test(text);

export type FaqEntryKey = AggregateKey<FaqEntry, FaqFact> & { readonly id: FaqEntryId };

/** The key of an entry. Staff reach the entries of their own station only. */
export const faqEntryKey = (station: StationId, id: FaqEntryId): FaqEntryKey => ({
  kind: 'faq-entry',
  station,
  id,
});
