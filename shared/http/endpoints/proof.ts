import { toIso } from '../../engine/calendar/instant.ts';
import { askProof } from '../../engine/proof/ask-proof.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { proofView } from '../views/proof-view.ts';

/** The latest published proof; `proven: false` before the prover's first run. */
export const proof = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope }) => ({ latest: await world.store.latestProof(scope) }),
  answers: ({ latest }, { language }) => json(200, proofView(latest, language)),
});

/** Asks for a proof now, of everything that is kept; it is made after the answer has left. */
export const askForProof = staffEndpoint({
  takes: () => ({}),
  asks: ({ world, scope, now }) => askProof(world.store, scope, now),
  answers: ({ askedAt, nextFrom }) =>
    json(202, { askedAt: toIso(askedAt), nextFrom: toIso(nextFrom), result: '/v1/office/proof' }),
});
