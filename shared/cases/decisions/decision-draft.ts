import type { Instant } from '../../engine/calendar/instant.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case, CaseDraft } from '../case.ts';
import type { Fact } from '../fact.ts';
import type { Refusal } from '../refusal.ts';
import { escalationEffect } from './escalation-effect.ts';
import { evolve } from './evolve.ts';
import { settled } from './next-step.ts';

/** What a command leads to: facts and the case after them, or a refusal. No facts: nothing was due. */
export type Decision =
  | { readonly refusal: Refusal; readonly facts?: never; readonly after?: never }
  | { readonly facts: readonly Fact[]; readonly after: Case; readonly refusal?: never };

export const refuse = (refusal: Refusal): Decision => ({ refusal });

/** Facts being batched, with the case as they leave it. */
export interface DecisionDraft {
  readonly draft: CaseDraft;
  readonly facts: readonly Fact[];
}

export const draftDecision = (draft: CaseDraft): DecisionDraft => ({ draft, facts: [] });

/** Adds a fact, and to the fact whatever it means for the escalation. */
export function append(decided: DecisionDraft | undefined, fact: Fact, policy: Policy): DecisionDraft {
  const draft = evolve(decided?.draft, fact);
  const escalation = fact.escalation === undefined ? escalationEffect(draft, policy) : {};
  const whole: Fact = { ...fact, ...escalation };
  return {
    draft: escalation.escalation === undefined ? draft : evolve(decided?.draft, whole),
    facts: [...(decided?.facts ?? []), whole],
  };
}

/** One commit is one version; its next step is worked out last, from all its facts. */
export function finish(decided: DecisionDraft, policy: Policy, now: Instant): Decision {
  const { draft, facts } = decided;
  const version = facts.length === 0 ? draft.version : draft.version + 1;
  return { facts, after: settled({ ...draft, version }, policy, now) };
}

/** The case without its next step, as decisions see it: a next step is worked out, never carried over. */
export function draftOf(found: Case): CaseDraft {
  const { dueAt: _at, dueKind: _kind, responsible: _responsible, ...draft } = found;
  return draft;
}
