import type { Dossier } from '../../app/read-case.ts';
import type { MoveCommand } from '../../domain/command.ts';
import { decide } from '../../domain/decide.ts';
import type { Instant } from '../../domain/instant.ts';
import { deedOfJoined } from '../../domain/neighbours.ts';
import type { Track } from './shown-types.ts';

const offered = [
  { move: 'add-message', text: '' },
  { move: 'rate', rating: 'satisfied' },
  { move: 'reopen' },
  { move: 'withdraw' },
] as const satisfies readonly MoveCommand[];

/** What the resident can do now: whatever would be decided rather than refused, so no button ever disappoints. */
export const residentActions = (dossier: Dossier, now: Instant): Track['actions'] => [
  ...offered.filter((command) => wouldBeDecided(command, dossier, now)).map(({ move }) => move),
  ...(dossier.sameReports === undefined ? [] : (['join'] as const)),
];

function wouldBeDecided(command: MoveCommand, { found, survivor, policy }: Dossier, now: Instant): boolean {
  if (found.status !== 'duplicate' || survivor === undefined) {
    return decide(found, command, { kind: 'resident' }, now, policy).refusal === undefined;
  }
  const deed = deedOfJoined(command, survivor);
  if ('code' in deed || decide(found, deed.own, { kind: 'resident' }, now, policy).refusal) return false;
  if (deed.survivors === undefined) return true;
  return decide(survivor, deed.survivors, { kind: 'neighbour' }, now, policy).refusal === undefined;
}
