import * as z from 'zod/mini';
import { stopNotices } from '../../../shared/cases/notices/stop-notices.ts';
import { refused } from '../../../shared/cases/refused.ts';
import { html } from '../../../shared/http/answer.ts';
import { ticket } from '../../../shared/http/shapes/ids.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { pageEndpoint } from '../page-endpoint.ts';
import { stopPage } from '../pages/stop-page.ts';
import { trackSheet } from '../style/sheet.ts';
import { typedFields } from './report-form.ts';

const path = () => z.object({ ticket: ticket() });

/** Asks whether messages shall stop. Programs that look through mails open each link, so opening this one stops nothing. */
export const askToStop = pageEndpoint({
  takes: () => ({ path: path() }),
  async asks({ world, now }, given) {
    const opened = await world.tickets.open('stop', given.path.ticket, now);
    return typeof opened === 'object' ? { stopped: false } : refused({ code: 'not-found' });
  },
  answers: ({ stopped }, { reader }) =>
    html(200, stopPage({ reader, words: wordsOf(reader.language), stopped }), trackSheet.policy),
});

/** By the button of that page, or by a mail program, which sends `List-Unsubscribe=One-Click` (RFC 8058). */
export const stopByLink = pageEndpoint({
  takes: () => ({ path: path(), form: typedFields() }),
  asks: ({ world, now }, given) => stopNotices(world, given.path.ticket, now),
  answers: ({ stopped }, { reader }) =>
    html(200, stopPage({ reader, words: wordsOf(reader.language), stopped }), trackSheet.policy),
});
