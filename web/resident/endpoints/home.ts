import { html, tagged } from '../../../shared/http/answer.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { namedStations } from '../../../shared/stations/named-stations.ts';
import { pageEndpoint } from '../page-endpoint.ts';
import { homePage } from '../pages/home-page.ts';
import { homeSheet } from '../style/sheet.ts';

/** The page behind the bare address. It is the same for everybody, so it may be cached for an hour. */
export const showHome = pageEndpoint({
  takes: () => ({}),
  asks: async ({ world }) => ({ stations: await namedStations(world.store) }),
  answers: ({ stations }, { reader, ifNoneMatch }) => {
    const answer = html(
      200,
      homePage({ reader, words: wordsOf(reader.language), stations }),
      homeSheet.policy,
    );
    const headers = { 'cache-control': 'public, max-age=3600', vary: 'accept-language' };
    return tagged({ ...answer, headers: { ...answer.headers, ...headers } }, ifNoneMatch);
  },
});
