import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { submitCase } from '../../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../../shared/cases/moves/resident-move.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { notify } from '../../../shared/engine/outbox/notify.ts';
import { relay } from '../../../shared/engine/outbox/relay.ts';
import { sweep } from '../../../shared/engine/sweep/sweep.ts';
import type { PolicyBook } from '../../../shared/policies/policy.ts';
import type { Run } from './run.ts';

/** What the simulation is made of. All of it is the real thing; a mutant replaces a part. */
export interface Parts {
  readonly submitCase: typeof submitCase;
  readonly moveCase: typeof moveCase;
  readonly residentMove: typeof residentMove;
  readonly sweep: typeof sweep;
  readonly relay: typeof relay;
  readonly notify: typeof notify;
  readonly policies: (book: PolicyBook) => PolicyBook;
  /** The store itself, beneath the faults: each call is one indivisible effect. */
  readonly kept: (store: Store, tables: Tables) => Store;
  /** The store as one run sees it, above the faults: between two calls anything may happen. */
  readonly seen: (store: Store, run: Run) => Store;
}

export const realParts: Parts = {
  submitCase,
  moveCase,
  residentMove,
  sweep,
  relay,
  notify,
  policies: (book) => book,
  kept: (store) => store,
  seen: (store) => store,
};
