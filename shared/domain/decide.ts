import { type Case, isOpenCase } from './case.ts';
import type { Command, Submit } from './command.ts';
import { decideMove } from './decide-move.ts';
import { conclude, type Decision, draftOf, refuse, storyOf } from './decision.ts';
import { decideDeliveryFailed } from './delivery-failed.ts';
import type { Instant } from './instant.ts';
import { decidePhotoKept } from './photo-kept.ts';
import type { Policy } from './policy.ts';
import type { Actor } from './scope.ts';
import { decideSubmit } from './submit.ts';
import { decideTick } from './tick.ts';

/**
 * The whole of what the system decides: a case as it stands, what is asked of it, by whom and when, give facts and
 * the case after them, or a refusal. Pure: time, chance and people come in as arguments.
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
      return alreadyThere(command);
    case 'tick':
      return isOpenCase(before) ? decideTick(before, now, policy) : conclude(storyOf(draft), policy, now);
    case 'photo-kept':
      return decidePhotoKept(draft, now, policy);
    case 'delivery-failed':
      return decideDeliveryFailed(command, draft, now, policy);
    default:
      return decideMove(command, { draft, by, now, policy });
  }
}

const notFound = refuse({ code: 'not-found' });

/** Ids are random: a second report under the same id is a defect, never a person's doing. */
function alreadyThere({ caseId }: Submit): never {
  throw new Error(`case ${caseId} was submitted twice`);
}
