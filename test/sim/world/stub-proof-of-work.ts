import type { ProofOfWork } from '../../../shared/cases/intake/proof-of-work.ts';

/** Accepts every proof once, with the proof itself as its nonce. */
export const stubProofOfWork: ProofOfWork = {
  challenge: async () => '',
  check: async (proof, _place, now) => ({ usedOnce: { nonce: proof, expiresAt: now } }),
};
