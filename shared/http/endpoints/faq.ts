import * as z from 'zod/mini';
import { refused } from '../../cases/refused.ts';
import { defined } from '../../engine/defined.ts';
import { approveFaq, correctFaq, draftFaq, keepFaq } from '../../faq/change-faq.ts';
import { faqsForStaff } from '../../faq/faqs-for-staff.ts';
import { shownFaqs } from '../../faq/shown-faqs.ts';
import { findPlace } from '../../stations/find-place.ts';
import { json } from '../answer.ts';
import { residentEndpoint, staffEndpoint } from '../endpoint.ts';
import { draftedFaq, faqMove } from '../shapes/faq.ts';
import { faqEntryId, placeCode } from '../shapes/ids.ts';
import { officeFaqView, placeFaqView } from '../views/station/faq-view.ts';

/** The approved answers of a place's station, in the reader's language. */
export const placeFaq = residentEndpoint({
  takes: () => ({ path: z.object({ place: placeCode() }) }),
  asks: async ({ world, now }, { path }) => {
    const place = await findPlace(world, path.place, 'recent');
    if (place === undefined) return refused({ code: 'not-found' });
    return { shown: await shownFaqs(world.store, place.station, now) };
  },
  answers: ({ shown }, { language }) => json(200, placeFaqView(shown, language)),
});

/** All questions of the station with their answers, and what waits for approval. */
export const listFaq = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, opener, scope }) => ({ entries: await faqsForStaff({ ...world, opener }, scope) }),
  answers: ({ entries }, { now }) => json(200, officeFaqView(entries, now)),
});

/** Writes a question and its answer for approval. */
export const draftFaqEntry = staffEndpoint({
  takes: () => ({ body: draftedFaq() }),
  asks: ({ world, scope, now }, { body: { question, answer, caseId, ...rest } }) =>
    draftFaq(world, { scope, now }, { words: { question, answer }, ...rest, ...defined({ caseId }) }),
  answers: ({ id }) => json(201, { id }),
});

/** Corrects an entry, approves what was written by somebody else, says that it is still true, or takes it away. */
export const moveFaqEntry = staffEndpoint({
  takes: () => ({ path: z.object({ id: faqEntryId() }), body: faqMove() }),
  asks: ({ world, opener, scope, now }, { path: { id }, body }) => {
    const change = { scope, now };
    switch (body.move) {
      case 'correct': {
        const { question, answer, lookAgainDays, commandId, seen } = body;
        const corrected = { words: { question, answer }, lookAgainDays, commandId, ...defined({ seen }) };
        return correctFaq(world, change, id, corrected);
      }
      case 'approve':
        return approveFaq({ ...world, opener }, change, id, body);
      case 'confirm':
      case 'withdraw':
        return keepFaq(world, change, id, body);
    }
  },
  answers: ({ id }) => json(200, { id }),
});
