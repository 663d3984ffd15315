import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { submitCase } from '../../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../../shared/cases/moves/resident-move.ts';
import { readCase } from '../../../shared/cases/reading/read-case.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { notify } from '../../../shared/engine/outbox/notify.ts';
import { relay } from '../../../shared/engine/outbox/relay.ts';
import { sweep } from '../../../shared/engine/sweep/sweep.ts';
import type { PolicyBook } from '../../../shared/policies/policy.ts';
import type { Run } from './run.ts';

/** The real use cases, policies and store of the simulation; a mutant replaces one of them. */
export interface Parts {
  readonly submitCase: typeof submitCase;
  readonly moveCase: typeof moveCase;
  readonly residentMove: typeof residentMove;
  readonly readCase: typeof readCase;
  readonly sweep: typeof sweep;
  readonly relay: typeof relay;
  readonly notify: typeof notify;
  readonly policies: (book: PolicyBook) => PolicyBook;
  /** The store below the injected faults: each call is one atomic effect. */
  readonly kept: (store: Store, tables: Tables) => Store;
  /** The store as one run sees it, above the injected faults. */
  readonly seen: (store: Store, run: Run) => Store;
}

export const realParts: Parts = {
  submitCase,
  moveCase,
  residentMove,
  readCase,
  sweep,
  relay,
  notify,
  policies: (book) => book,
  kept: (store) => store,
  seen: (store) => store,
};
