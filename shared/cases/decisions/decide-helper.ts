import { clockEffects, meetIn, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { PersonId } from '../../engine/scope.ts';
import type { SystemCommand } from '../command.ts';
import { isWorkedOn } from '../lifecycle.ts';
import { append, type Decision, draftDecision, finish, refuse } from './decision-draft.ts';
import type { MoveContext } from './move-outcome.ts';
import { milestonesStartedBy } from './terms.ts';

type Asked = Extract<SystemCommand, { readonly move: 'helper-asked' }>;
type PhotoKept = Extract<SystemCommand, { readonly move: 'helper-photo-kept' }>;
type Answered = Extract<SystemCommand, { readonly move: 'helper-answered' }>;

/** Staff ask a helper about the case: a person has opened it, so it is acknowledged, and nothing else changes. */
export function decideHelperAsked({ move: _, ...asked }: Asked, context: MoveContext): Decision {
  const { draft, policy, now } = context;
  if (!isWorkedOn(draft.status)) return refuse({ code: 'helper-not-needed' });
  const acknowledged = meetIn(draft.clocks, 'acknowledge', now);
  const started =
    acknowledged === draft.clocks ? [] : milestonesStartedBy(policy, draft, 'acknowledged', now);
  const fact = {
    fact: 'helper-asked',
    ...asked,
    ...clockEffects(draft.clocks, put(acknowledged, ...started)),
  } as const;
  return finish(append(draftDecision(draft), fact, policy), policy, now);
}

/** The helper's answer enters the case, and the officer who asked is told. No clock of the case is met by it. */
export function decideHelperAnswered(
  { move: _, askedBy, correction, ...answered }: Answered,
  { draft, policy, now }: MoveContext,
): Decision {
  // To a helper, a link whose case needs no answer any more looks like an unknown one.
  if (!isWorkedOn(draft.status)) return refuse({ code: 'not-found' });
  const messages = [toAsking(askedBy)];
  const fact = { fact: 'helper-answered', ...answered, ...defined({ correction }), messages } as const;
  return finish(append(draftDecision(draft), fact, policy), policy, now);
}

/**
 * A photo of a helper's belongs to their answer: the same officer is told of it, and no wait of the case ends, since the
 * question was not the resident's to answer.
 */
export function decideHelperPhotoKept(
  { move: _, askedBy, ...sent }: PhotoKept,
  { draft, policy, now }: MoveContext,
): Decision {
  if (!isWorkedOn(draft.status)) return refuse({ code: 'not-found' });
  const fact = { fact: 'helper-photo-added', ...sent, messages: [toAsking(askedBy)] } as const;
  return finish(append(draftDecision(draft), fact, policy), policy, now);
}

const toAsking = (person: PersonId) => ({ to: 'assignee', person, kind: 'helper-answered' }) as const;
