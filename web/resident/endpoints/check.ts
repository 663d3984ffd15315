import { html } from '../../../shared/http/answer.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { signingStations } from '../../../shared/stations/station-keys.ts';
import { policyFor } from '../components/script.ts';
import { pageEndpoint } from '../page-endpoint.ts';
import { checkPage } from '../pages/check-page.ts';
import { trackSheet } from '../style/sheet.ts';

/** The page that verifies receipts. It holds no personal data, so browsers may cache it for an hour. */
export const showCheck = pageEndpoint({
  runs: 'check.js',
  takes: () => ({}),
  asks: ({ world }) => signingStations(world),
  answers: ({ keys, stations }, { reader, script }) => {
    const page = checkPage({ reader, words: wordsOf(reader.language), script, keys, stations });
    const answer = html(200, page, policyFor(trackSheet, script));
    const headers = {
      'cache-control': 'private, max-age=3600',
      vary: 'accept-language',
    };
    return { ...answer, headers: { ...answer.headers, ...headers } };
  },
});
