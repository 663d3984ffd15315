import type { Case, CaseDraft } from './case.ts';
import { ladderEffect } from './climbing.ts';
import { evolve } from './evolve.ts';
import type { Fact } from './fact.ts';
import type { Instant } from './instant.ts';
import { settled } from './next-step.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';

/** What a command leads to: facts and the case after them, or a refusal. No facts: nothing was due. */
export type Decision =
  | { readonly refusal: Refusal; readonly facts?: never; readonly after?: never }
  | { readonly facts: readonly Fact[]; readonly after: Case; readonly refusal?: never };

export const refuse = (refusal: Refusal): Decision => ({ refusal });

/** Facts being gathered, with the case as they leave it. */
export interface Story {
  readonly draft: CaseDraft;
  readonly facts: readonly Fact[];
}

export const storyOf = (draft: CaseDraft): Story => ({ draft, facts: [] });

/** Adds a fact, and to the fact whatever it means for the ladder. */
export function tell(story: Story | undefined, fact: Fact, policy: Policy): Story {
  const draft = evolve(story?.draft, fact);
  const ladder = fact.ladder === undefined ? ladderEffect(draft, policy) : {};
  const whole: Fact = { ...fact, ...ladder };
  return {
    draft: ladder.ladder === undefined ? draft : evolve(story?.draft, whole),
    facts: [...(story?.facts ?? []), whole],
  };
}

/** One commit is one version; its next step is worked out last, from all its facts. */
export function conclude(story: Story, policy: Policy, now: Instant): Decision {
  const { draft, facts } = story;
  const version = facts.length === 0 ? draft.version : draft.version + 1;
  return { facts, after: settled({ ...draft, version }, policy, now) };
}

/** The case without its next step, as decisions see it: a next step is worked out, never carried over. */
export function draftOf(found: Case): CaseDraft {
  const { dueAt: _at, dueKind: _kind, party: _party, ...draft } = found;
  return draft;
}
