import type { PageAction } from './visit.ts';

/** Opens the posters page by an officer’s link: for one place, or with `all` for every place. */
export const onPoster =
  (query: Readonly<Record<string, string>> = {}): PageAction =>
  async ({ page, here, language }) => {
    const path = { place: 'b3-1' };
    const { body } = await here.rig.as('officer', 'GET /v1/office/posters/{place}', { path, query });
    await page.goto(`${here.origin}${new URL(body.url).pathname}?lang=${language}`);
  };
