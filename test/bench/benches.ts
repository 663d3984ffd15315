import { board } from './board.ts';
import { clock } from './clock.ts';
import { coldStarts } from './cold.ts';
import type { Bench } from './context.ts';
import { intake } from './intake.ts';
import { memory } from './memory.ts';
import { meter } from './meter.ts';
import { movesOfStaff } from './moves.ts';
import { reads } from './reads.ts';
import { renderings } from './render.ts';
import { sealings } from './sealing.ts';
import { soak } from './soak.ts';
import { starts } from './start.ts';

/** The benches by name, in the order in which they run. */
export const benches: Readonly<Record<string, Bench>> = {
  intake,
  moves: movesOfStaff,
  ...reads,
  board,
  memory,
  start: starts,
  soak,
  clock,
  meter,
  cold: coldStarts,
  render: ({ print }) => renderings(print),
  sealing: ({ print }) => sealings(print),
};
