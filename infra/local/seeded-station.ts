import { signIns } from './fixtures/people.ts';
import type { SeedStation } from './station.ts';

/** One station and its cases. What fills the table is loaded only for an empty one. */
export const seededStation: SeedStation = {
  people: signIns,
  seed: async (stack) => (await import('./seed.ts')).seed(stack),
};
