import type { Arrival } from './visit.ts';

/** Opens posters by the link that an officer is given: of one place, or with `all` of each. */
export const onPoster =
  (query: Readonly<Record<string, string>> = {}): Arrival =>
  async ({ page, here, language }) => {
    const path = { place: 'b3-1' };
    const { body } = await here.rig.as('officer', 'GET /v1/office/posters/{place}', { path, query });
    await page.goto(`${here.origin}${new URL(body.url).pathname}?lang=${language}`);
  };
