import type { Policy } from '../policies/policy.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';
import type { Refusal } from './refusal.ts';

/** The types that make a case an aggregate of the engine. */
export interface CaseTypes {
  State: Case;
  Command: Command;
  Fact: Fact;
  Refusal: Refusal;
  Policy: Policy;
}
