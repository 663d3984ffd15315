import { hash } from 'node:crypto';
import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { submitCase } from '../../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../../shared/cases/moves/resident-move.ts';
import { readCase } from '../../../shared/cases/reading/read-case.ts';
import { reveal } from '../../../shared/cases/reading/reveal.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { notarise } from '../../../shared/engine/notary/notarise.ts';
import type { CheckpointStore, NotaryLog } from '../../../shared/engine/notary/notary-log.ts';
import { notify } from '../../../shared/engine/outbox/notify.ts';
import { relay } from '../../../shared/engine/outbox/relay.ts';
import type { ProofStore } from '../../../shared/engine/proof/proof-store.ts';
import { prove } from '../../../shared/engine/proof/prove.ts';
import type { Mac } from '../../../shared/engine/secrets/mac.ts';
import { sweep } from '../../../shared/engine/sweep/sweep.ts';
import { answerTask } from '../../../shared/helper-tasks/answer-task.ts';
import { askHelper } from '../../../shared/helper-tasks/ask-helper.ts';
import { helperPage } from '../../../shared/helper-tasks/helper-page.ts';
import { revokeTask } from '../../../shared/helper-tasks/revoke-task.ts';
import type { PolicyBook } from '../../../shared/policies/policy.ts';
import { realSendingParts, type SendingParts } from '../channels/sending-parts.ts';
import type { Run } from './run.ts';

/** The real use cases, policies and store of the simulation; a mutant replaces one of them. */
export interface Parts extends SendingParts {
  readonly submitCase: typeof submitCase;
  readonly moveCase: typeof moveCase;
  readonly residentMove: typeof residentMove;
  readonly readCase: typeof readCase;
  readonly askHelper: typeof askHelper;
  readonly helperPage: typeof helperPage;
  readonly answerTask: typeof answerTask;
  readonly revokeTask: typeof revokeTask;
  readonly reveal: typeof reveal;
  readonly sweep: typeof sweep;
  readonly relay: typeof relay;
  readonly notify: typeof notify;
  readonly notarise: typeof notarise;
  readonly prove: typeof prove;
  readonly policies: (book: PolicyBook) => PolicyBook;
  /** The code of the notary’s segments, under a key that only the notary and the prover hold. */
  readonly notaryMac: Mac;
  /** The notary’s log, the prover’s checkpoints and its store, below the injected faults. */
  readonly log: (log: NotaryLog) => NotaryLog;
  readonly checkpoints: (checkpoints: CheckpointStore) => CheckpointStore;
  readonly proofs: (proofs: ProofStore, tables: Tables) => ProofStore;
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
  askHelper,
  helperPage,
  answerTask,
  revokeTask,
  reveal,
  sweep,
  relay,
  notify,
  ...realSendingParts,
  notarise,
  prove,
  policies: (book) => book,
  notaryMac: async (text) => hash('sha256', `under the notary's key ${text}`, 'base64url'),
  log: (log) => log,
  checkpoints: (checkpoints) => checkpoints,
  proofs: (proofs) => proofs,
  kept: (store) => store,
  seen: (store) => store,
};
