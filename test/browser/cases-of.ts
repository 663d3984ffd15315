import type { Site } from './site.ts';

/** How many cases the room has received and has not closed. */
export async function casesOf({ rig }: Site): Promise<number> {
  const { body } = await rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
  return body.rows.length;
}
