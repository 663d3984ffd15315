import * as z from 'zod/mini';
import { caseId } from '../cases/stored/row-parts.ts';
import type { Aggregate } from '../engine/aggregate.ts';
import { clockText } from '../engine/clocks/clock-text.ts';
import { defined } from '../engine/defined.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { envelopeOf } from '../engine/outbox/notice.ts';
import { count, instant, json, personId, readRow, unreadable } from '../engine/storage/row-parts.ts';
import { faqNoticeText } from '../locales/faq-notice-text.ts';
import { decideFaqEntry, nextStepOf } from './decide-faq-entry.ts';
import { endedStatuses, type FaqTypes, faqStatuses } from './faq-entry.ts';
import { faqEntryKey, isFaqEntryId } from './faq-entry-key.ts';
import { type FaqMessageKind, type FaqNotice, faqMessageKinds } from './faq-notice.ts';

const codes = clockText<'approve' | 'look-again' | 'lapse'>({
  approve: 'ap',
  'look-again': 'lo',
  lapse: 'la',
});

const shape = onFirstUse(() =>
  z.object({
    startedAt: instant,
    caseId: z.exactOptional(caseId),
    lookAgainDays: count,
    draft: z.exactOptional(
      z.pipe(json, z.object({ by: personId, at: instant, version: count, lookAgainDays: count })),
    ),
    approvedBy: z.exactOptional(personId),
    checkedAt: z.exactOptional(instant),
    lookAgainAt: z.exactOptional(instant),
    clocks: z.array(z.string()),
  }),
);

/** A question that is asked again and again, and its answer: somebody decides about each draft, and looks at each answer again. */
export const faqEntryAggregate: Aggregate<FaqTypes> = {
  kind: 'faq-entry',
  idLetter: 'f',
  terminalStatuses: endedStatuses,
  tick: { move: 'tick' },
  keyOf: ({ station, id }) => faqEntryKey(station, id),
  decide: decideFaqEntry,
  nextDeadline: (entry, _policy, now) => nextStepOf(entry, now),

  codec: {
    get attributes() {
      return Object.keys(shape().shape);
    },
    encode: ({ startedAt, lookAgainDays, caseId, draft, approvedBy, checkedAt, lookAgainAt, clocks }) => ({
      ...{ startedAt, lookAgainDays },
      ...defined({ caseId, approvedBy, checkedAt, lookAgainAt }),
      ...(draft !== undefined && { draft: JSON.stringify(draft) }),
      clocks: codes.pack(clocks, startedAt).clocks,
    }),
    decode({ status: stored, id, ...columns }, row) {
      const { clocks, ...found } = readRow(shape, row);
      const status = faqStatuses.find((one) => one === stored);
      if (status === undefined) throw unreadable(row, 'status');
      if (!isFaqEntryId(id)) throw unreadable(row, 'pk');
      return {
        ...columns,
        ...found,
        id,
        status,
        clocks: codes.unpack({ clocks, people: [] }, found.startedAt),
      };
    },
  },

  messages: {
    kinds: faqMessageKinds,
    // None of them is about somebody who waits.
    calmKinds: faqMessageKinds,
    languageOf: (_message, _entry, { staffLanguage }) => staffLanguage,
    whyStale(message, decidedAt, entry) {
      if (entry.status === 'withdrawn') return 'entry-withdrawn';
      if (message.kind === 'faq-lapsed') return entry.status === 'shown' ? 'shown-again' : undefined;
      if (message.clock === 'approve') return entry.draft === undefined ? 'decided' : undefined;
      // Whoever looked has started the clock anew; a later step of the same answer sends its own message.
      const clock = entry.clocks.find(({ kind }) => kind === message.clock);
      return clock === undefined || clock.startedAt > decidedAt ? 'looked-at' : undefined;
    },
    async noticesOf(delivery, { id }, { people, now }) {
      const notice: FaqNotice = {
        ...envelopeOf(delivery, people, now),
        kind: delivery.message.kind as FaqMessageKind,
        about: 'faq-entry',
        entry: id,
      };
      return [notice];
    },
    textOf: (notice) => faqNoticeText(notice as FaqNotice),
    failed: () => ({ move: 'not-delivered' }),
  },
};
