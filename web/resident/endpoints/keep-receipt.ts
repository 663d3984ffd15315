import * as z from 'zod/mini';
import { followCase } from '../../../shared/cases/receipts/signed-documents.ts';
import { refused } from '../../../shared/engine/refused.ts';
import { token } from '../../../shared/http/shapes/ids.ts';
import { pageEndpoint } from '../page-endpoint.ts';

/** The signed receipt as a file. Its name says the number that may be dictated anyway, and not what about. */
export const keepReceipt = pageEndpoint({
  takes: () => ({ path: z.object({ token: token() }) }),
  async asks({ world, origin }, { path }) {
    const followed = await followCase(world, path.token, origin);
    if (followed.refusal) return followed;
    const { receipt } = followed.documents;
    // Once the words are erased, nothing is given out that holds their hash.
    if (receipt === undefined) return refused({ code: 'not-found' });
    return { receipt, reference: followed.caseDetails.found.reference };
  },
  answers: ({ receipt, reference }) => ({
    status: 200,
    body: receipt,
    type: 'application/jose',
    headers: { 'content-disposition': `attachment; filename="huiying-${reference}.jws"` },
  }),
});
