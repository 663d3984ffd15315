import type { Instant } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import { type Case, isOpenCase } from '../case.ts';
import type { Command, Submit } from '../command.ts';
import { decideDeliveryFailed } from './decide-delivery-failed.ts';
import { decideHelperAnswered, decideHelperAsked, decideHelperPhotoKept } from './decide-helper.ts';
import { decideMove } from './decide-move.ts';
import { decidePhotoKept } from './decide-photo-kept.ts';
import { decideSubmit } from './decide-submit.ts';
import { decideTick } from './decide-tick.ts';
import { append, type Decision, draftDecision, draftOf, finish, refuse } from './decision-draft.ts';

/**
 * Decides every command on a case: returns the facts and the case after them, or a refusal. Pure: the time and the
 * actor are arguments, and random ids are part of the command.
 */
export function decide(
  before: Case | undefined,
  command: Command,
  by: Actor,
  now: Instant,
  policy: Policy,
): Decision {
  if (before === undefined) return command.move === 'submit' ? decideSubmit(command, now, policy) : notFound;
  const draft = draftOf(before);
  switch (command.move) {
    case 'submit':
      return submittedTwice(command);
    case 'tick':
      return isOpenCase(before) ? decideTick(before, now, policy) : finish(draftDecision(draft), policy, now);
    case 'repair':
      return finish(
        append(draftDecision(draft), { fact: 'repaired', attribute: command.attribute }, policy),
        policy,
        now,
      );
    case 'photo-kept':
      return decidePhotoKept(draft, now, policy);
    case 'helper-asked':
      return decideHelperAsked(command, { draft, by, policy, now });
    case 'helper-answered':
      return decideHelperAnswered(command, { draft, by, policy, now });
    case 'helper-photo-kept':
      return decideHelperPhotoKept(command, { draft, by, policy, now });
    case 'delivery-failed':
      return decideDeliveryFailed(command, draft, now, policy);
    default:
      return decideMove(command, { draft, by, now, policy });
  }
}

const notFound = refuse({ code: 'not-found' });

/** Ids are random, so a second report under the same id is a defect that no request can cause. */
function submittedTwice({ caseId }: Submit): never {
  throw new Error(`case ${caseId} was submitted twice`);
}
