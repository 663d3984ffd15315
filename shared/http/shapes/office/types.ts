import * as z from 'zod/mini';
import { caseTypes } from '../../../cases/case-type.ts';
import { milestoneKinds } from '../../../cases/clock-kinds.ts';
import { roles } from '../../../engine/scope.ts';
import { status } from '../answers.ts';
import { count, move, responsible } from './parts.ts';

/** What a screen needs to offer the moves of each type. Cases keep the policy that they were promised under. */
export const types = z.strictObject({
  policyVersion: z.string(),
  types: z.array(
    z.strictObject({
      type: z.enum(caseTypes),
      /** Closed questions; an answer is one of the choices. */
      questions: z.array(
        z.strictObject({ name: z.string(), choices: z.array(z.string()), required: z.boolean() }),
      ),
      /** The outcomes that `resolve` takes. */
      outcomes: z.array(z.string()),
      milestones: z.array(z.enum(milestoneKinds)),
      /** Moves of the lifecycle that this type does not allow. */
      switchedOff: z.array(move),
      firstResponsible: responsible,
      sensitive: z.boolean(),
      secretReporter: z.boolean(),
    }),
  ),
  /** Every move of staff: which roles may ask for it, and from which status it leads to which. */
  moves: z.array(
    z.strictObject({ move, by: z.array(z.enum(roles)), leads: z.partialRecord(status, status) }),
  ),
  /** The reasons and targets that these moves take. */
  reasons: z.strictObject({
    'not-resolve': z.array(z.string()),
    reject: z.array(z.string()),
    transfer: z.array(z.string()),
  }),
  /** How often a case may wait for its resident, and how often a promise may be extended. */
  waitsMax: count,
  extensionsMax: count,
});
