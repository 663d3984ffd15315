import type { Case } from '../../domain/case.ts';
import type { MoveCommand } from '../../domain/command.ts';
import { decide } from '../../domain/decide.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Track } from './shown-types.ts';

const offered = [
  { move: 'add-message', text: '' },
  { move: 'rate', rating: 'satisfied' },
  { move: 'reopen' },
  { move: 'withdraw' },
] as const satisfies readonly MoveCommand[];

/** What the resident can do now: whatever would be decided rather than refused, so no button ever disappoints. */
export const residentActions = (found: Case, policy: Policy, now: Instant): Track['actions'] =>
  offered
    .filter((command) => decide(found, command, { kind: 'resident' }, now, policy).refusal === undefined)
    .map(({ move }) => move);
