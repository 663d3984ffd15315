import type { Parts } from '../world/parts.ts';

/** The system with one guard removed. The simulation must catch every mutant. */
export interface Mutant {
  readonly name: string;
  /** Description of the removed guard. */
  readonly removes: string;
  readonly change: (parts: Parts) => Parts;
}
