import { type Instant, toIso } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { Language } from '../../../engine/language.ts';
import { isShown } from '../../../faq/faq-row.ts';
import type { StaffFaq } from '../../../faq/faqs-for-staff.ts';
import type { ShownFaq } from '../../../faq/shown-faqs.ts';
import type { ShownOfficeFaq, ShownPlaceFaq } from '../shown-types.ts';

/** The entries of a station as staff see them. */
export const officeFaqView = (entries: readonly StaffFaq[], now: Instant): ShownOfficeFaq => ({
  entries: entries.map(({ listed, draftWords }) => {
    const { id, words, draft, lookAgainDays, approvedBy, checkedAt, lookAgainAt } = listed;
    return {
      id,
      lookAgainDays,
      isShown: isShown(listed, now),
      ...defined({ shown: words, approvedBy }),
      ...(draft !== undefined && {
        draft: {
          version: draft.version,
          by: draft.by,
          at: toIso(draft.at),
          ...defined({ words: draftWords }),
        },
      }),
      ...(checkedAt !== undefined && { checkedAt: toIso(checkedAt) }),
      ...(lookAgainAt !== undefined && { lookAgainAt: toIso(lookAgainAt) }),
    };
  }),
});

/** The approved answers in one language. */
export const placeFaqView = (shown: readonly ShownFaq[], language: Language): ShownPlaceFaq => ({
  entries: shown.map(({ id, words, checkedAt }) => ({
    id,
    question: words.question[language],
    answer: words.answer[language],
    checkedAt: toIso(checkedAt),
  })),
});
