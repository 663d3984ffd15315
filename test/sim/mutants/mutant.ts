import type { Parts } from '../world/parts.ts';

/** The system with one of its guards removed. The proof is worth something only if it notices. */
export interface Mutant {
  readonly name: string;
  /** The guard, in words. */
  readonly removes: string;
  readonly change: (parts: Parts) => Parts;
}
