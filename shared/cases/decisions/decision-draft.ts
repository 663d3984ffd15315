import type { Instant } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case, CaseDraft } from '../case.ts';
import { promiseKinds } from '../clock-kinds.ts';
import type { Fact, FactType } from '../fact.ts';
import type { Refusal } from '../refusal.ts';
import { escalationEffect } from './escalation-effect.ts';
import { evolve } from './evolve.ts';
import { withNextStep } from './responsible-role.ts';

/** The result of a command: facts with the case after them, or a refusal. Without facts, nothing has changed. */
export type Decision =
  | { readonly refusal: Refusal; readonly facts?: never; readonly after?: never }
  | { readonly facts: readonly Fact[]; readonly after: Case; readonly refusal?: never };

export const refuse = (refusal: Refusal): Decision => ({ refusal });

/** The facts of a decision so far, and the case after them. */
export interface DecisionDraft {
  readonly draft: CaseDraft;
  readonly facts: readonly Fact[];
}

export const draftDecision = (draft: CaseDraft): DecisionDraft => ({ draft, facts: [] });

const stepsOfTheClock: ReadonlySet<FactType> = new Set(['reminded', 'breached', 'level-reached']);

/**
 * Whether the fact ends no escalation. A case whose type or priority changes may get one for promises that have passed
 * but break only with the steps that follow in the same decision.
 */
const keepsEscalation = ({ fact, escalation }: Fact): boolean =>
  fact === 'retyped' || fact === 'co-reporter-linked' ? escalation !== undefined : stepsOfTheClock.has(fact);

/**
 * Adds a fact to the decision, and to the fact the promises that may move and its effect on the escalation: it starts
 * with the first broken promise and ends when no promise is broken any more.
 */
export function append(decided: DecisionDraft | undefined, fact: Fact, policy: Policy): DecisionDraft {
  const draft = evolve(decided?.draft, fact);
  const effect = escalationEffect(draft, policy);
  const escalation = effect.escalation === null && keepsEscalation(fact) ? {} : effect;
  const complete: Fact = { ...fact, ...escalation, ...mayMove(fact) };
  return {
    draft: escalation.escalation === undefined ? draft : evolve(decided?.draft, complete),
    facts: [...(decided?.facts ?? []), complete],
  };
}

function mayMove(fact: Fact): Pick<Fact, 'mayMove'> {
  const clocks = fact.fact === 'submitted' ? fact.as.clocks : (fact.clocks ?? []);
  const moving = promiseKinds.filter((kind) =>
    clocks.some((clock) => clock.kind === kind && clock.beyondHorizon === true && isUnmet(clock)),
  );
  return moving.length === 0 ? {} : { mayMove: moving };
}

/** Completes a decision: all its facts make one version, and the next step is computed after the last of them. */
export function finish(decided: DecisionDraft, policy: Policy, now: Instant): Decision {
  const { draft, facts } = decided;
  const version = facts.length === 0 ? draft.version : draft.version + 1;
  return { facts, after: withNextStep({ ...draft, version }, policy, now) };
}

/** The case without its next step, which every decision computes again. */
export function draftOf(found: Case): CaseDraft {
  const { dueAt: _at, dueKind: _kind, responsible: _responsible, ...draft } = found;
  return draft;
}
