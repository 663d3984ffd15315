import type { Site } from './site.ts';

/** The number of open cases of the station. */
export async function casesOf({ rig }: Site): Promise<number> {
  const { body } = await rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
  return body.rows.length;
}
