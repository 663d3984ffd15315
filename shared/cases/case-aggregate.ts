import type { Aggregate } from '../engine/aggregate.ts';
import type { Policy } from '../policies/policy.ts';
import type { Case } from './case.ts';
import { caseCodec } from './case-codec.ts';
import { keyOf } from './case-key.ts';
import { caseMessages } from './case-messages.ts';
import { caseProof } from './case-proof.ts';
import type { Command } from './command.ts';
import { decide } from './decisions/decide.ts';
import { draftOf } from './decisions/decision-draft.ts';
import { nextStep } from './decisions/responsible-role.ts';
import type { Fact } from './fact.ts';
import { terminalStatuses } from './lifecycle.ts';
import type { Refusal } from './refusal.ts';

export interface CaseTypes {
  State: Case;
  Command: Command;
  Fact: Fact;
  Refusal: Refusal;
  Policy: Policy;
}

/** Cases, as the engine knows them. */
export const caseAggregate: Aggregate<CaseTypes> = {
  kind: 'case',
  terminalStatuses,
  tick: { move: 'tick' },
  keyOf,
  decide: (before, command, { by, now, policy }) => decide(before, command, by, now, policy),
  nextDeadline: (found, policy, now) => nextStep(draftOf(found), policy, now),
  codec: caseCodec,
  messages: caseMessages,
  proof: caseProof,
};
