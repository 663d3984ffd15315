import type { Scope } from '../scope.ts';
import type { Proof } from './proof.ts';

/** What the prover published last about a station. */
export interface ProofBook {
  latestProof(scope: Scope): Promise<Proof | undefined>;
}
