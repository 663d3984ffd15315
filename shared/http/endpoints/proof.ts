import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { proofView } from '../views/proof-view.ts';

/** The latest published proof; `proven: false` before the prover's first run. */
export const proof = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope }) => ({ latest: await world.store.latestProof(scope) }),
  answers: ({ latest }, { language }) => json(200, proofView(latest, language)),
});
