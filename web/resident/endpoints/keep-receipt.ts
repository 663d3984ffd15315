import * as z from 'zod/mini';
import { followCase } from '../../../shared/cases/receipts/signed-documents.ts';
import { refused } from '../../../shared/cases/refused.ts';
import { token } from '../../../shared/http/shapes/ids.ts';
import { pageEndpoint } from '../page-endpoint.ts';

/**
 * Serves the signed receipt as a file. The file name holds the reference, which is no secret, and nothing about the
 * content.
 */
export const keepReceipt = pageEndpoint({
  takes: () => ({ path: z.object({ token: token() }) }),
  async asks({ world, origin }, { path }) {
    const followed = await followCase(world, path.token, origin);
    if (followed.refusal) return followed;
    const { receipt } = followed.documents;
    // Without the text that was written no receipt is served, since it holds the hash of the text.
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
