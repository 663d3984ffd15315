import type { Scope } from '../scope.ts';
import type { Proof } from './proof.ts';

/** Reads the proofs that the prover published. */
export interface ProofBook {
  latestProof(scope: Scope): Promise<Proof | undefined>;
}
