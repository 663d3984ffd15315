import type { Aggregate } from '../engine/aggregate.ts';
import { keyOf } from './case-key.ts';
import { caseMessages } from './case-messages.ts';
import { caseProof } from './case-proof.ts';
import type { CaseTypes } from './case-types.ts';
import { decide } from './decisions/decide.ts';
import { draftOf } from './decisions/decision-draft.ts';
import { nextStep } from './decisions/responsible-role.ts';
import { terminalStatuses } from './lifecycle.ts';
import { caseCodec } from './stored/case-codec.ts';

/** Everything the engine needs to handle cases. */
export const caseAggregate: Aggregate<CaseTypes> = {
  kind: 'case',
  idLetter: 'c',
  terminalStatuses,
  tick: { move: 'tick' },
  keyOf,
  decide: (before, command, { by, now, policy }) => decide(before, command, by, now, policy),
  nextDeadline: (found, policy, now) => nextStep(draftOf(found), policy, now),
  codec: caseCodec,
  messages: caseMessages,
  proof: caseProof,
};
