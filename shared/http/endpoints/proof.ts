import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { proofView } from '../views/proof-view.ts';

/** What the prover published last; before its first run, that there is nothing yet. */
export const proof = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope }) => ({ latest: await world.store.latestProof(scope) }),
  answers: ({ latest }, { language }) => json(200, proofView(latest, language)),
});
