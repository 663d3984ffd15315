import { caseTypes } from '../../cases/case-type.ts';
import { notResolvedReasons, rejectionReasons, transferTargets } from '../../cases/command.ts';
import { lifecycle, type MoveRule, moves } from '../../cases/lifecycle.ts';
import { roles } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import type { ShownTypes } from './shown-types.ts';

/** The moves that staff may ask for at all: which roles, and from which status to which. */
const staffMoves = (): ShownTypes['moves'] =>
  moves.flatMap((move) => {
    const { by, leads }: MoveRule = lifecycle[move];
    const asking = roles.filter((role) => by.includes(role));
    return asking.length === 0 ? [] : [{ move, by: asking, leads }];
  });

/** The types of case and the moves, as codes: a screen has the sentences. */
export const typesView = (policy: Policy): ShownTypes => ({
  policyVersion: policy.version,
  types: caseTypes.map((type) => {
    const { questions, outcomes, milestones, switchedOff, firstResponsible, sensitive, secretReporter } =
      policy.types[type];
    return {
      type,
      questions: Object.entries(questions).map(([name, { choices, required }]) => ({
        name,
        choices: [...choices],
        required,
      })),
      outcomes: [...outcomes],
      milestones: [...new Set(milestones.map(({ kind }) => kind))],
      switchedOff: [...switchedOff],
      firstResponsible,
      sensitive,
      secretReporter,
    };
  }),
  moves: staffMoves(),
  reasons: {
    'not-resolve': [...notResolvedReasons],
    reject: [...rejectionReasons],
    transfer: [...transferTargets],
  },
  waitsMax: policy.waitsMax,
  extensionsMax: policy.extensionsMax,
});
