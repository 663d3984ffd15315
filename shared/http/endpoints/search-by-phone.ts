import * as z from 'zod/mini';
import { findByPhone } from '../../cases/phones/find-by-phone.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { paging } from '../shapes/board-query.ts';
import { phone } from '../shapes/phone.ts';
import { foundView } from '../views/board-view.ts';

/**
 * Finds cases by a telephone number. The number is in the body, since URLs are logged. Each search is logged with who
 * asked and how much was found, without the number.
 */
export const searchByPhone = staffEndpoint({
  takes: () => ({ body: z.strictObject({ phone: phone(), ...paging() }) }),
  asks: (call, { body }) => findByPhone({ ...call.world, phoneHash: call.phoneHash }, call, body),
  answers: (found, { scope: { station, person }, requestId, now }) => {
    const ids = { requestId, station, person, found: found.rows.length };
    return json(200, foundView(found, now), { record: { code: 'phone-search', ids } });
  },
});
