import type { ProofOfWork } from '../../../shared/cases/intake/proof-of-work.ts';

/** Nobody works in a simulation: every proof is its own nonce, and good for once. */
export const stubProofOfWork: ProofOfWork = {
  challenge: async () => '',
  check: async (proof, _place, now) => ({ usedOnce: { nonce: proof, expiresAt: now } }),
};
