import type { Case, CaseId } from '../../shared/cases/case.ts';
import { inScope } from '../../shared/cases/case-key.ts';
import type { MoveCommand, ResidentCommand } from '../../shared/cases/command.ts';
import { findLink } from '../../shared/cases/intake/submission.ts';
import { hashOfToken, submitCase } from '../../shared/cases/intake/submit-case.ts';
import type { Moved } from '../../shared/cases/moves/handle-move.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { linkOpener } from '../../shared/cases/reading/link-opener.ts';
import type { TextOpener } from '../../shared/cases/reading/open-text.ts';
import type { Refused } from '../../shared/cases/refused.ts';
import type { World } from '../../shared/cases/world.ts';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Role } from '../../shared/engine/scope.ts';
import { deskOf, reportOf } from './room.ts';

/** A case and the holder of its link. */
export interface Reporter {
  readonly token: string;
  readonly caseId: CaseId;
}

/** Reporters and staff who act one after another, a minute apart. */
export class CasePeople {
  private moves = 0;
  private readonly world: World;
  now: Instant;

  constructor(world: World, now: Instant) {
    this.world = world;
    this.now = now;
  }

  async report(more: Parameters<typeof reportOf>[0] = {}): Promise<Reporter> {
    this.now += MINUTE;
    const submitted = await submitCase(this.world, reportOf(more), this.now);
    if (submitted.refusal) throw new Error(submitted.refusal.code);
    return { token: submitted.token, caseId: submitted.found.caseId };
  }

  /** A move of staff on the newest version. */
  async desk(role: Role, { caseId }: Reporter, command: MoveCommand): Promise<Moved | Refused> {
    const expectedVersion = (await this.caseOf({ caseId })).version;
    const request = { command, expectedVersion, commandId: this.next() };
    return moveCase(this.world, deskOf(role), caseId, request, this.now);
  }

  /** A move of a resident, by their link. */
  home({ token }: Reporter, command: ResidentCommand): Promise<Moved | Refused> {
    return residentMove(this.world, token, { command, commandId: this.next() }, this.now);
  }

  async caseOf({ caseId }: Pick<Reporter, 'caseId'>): Promise<Case> {
    const found = await this.world.store.load(inScope(deskOf('chief'), caseId));
    if (found === undefined) throw new Error('no such case');
    return found;
  }

  /** What the link of this reporter opens. */
  async openerOf({ token }: Reporter): Promise<TextOpener> {
    const link = await findLink(this.world.store, hashOfToken(token));
    const opener = await linkOpener(this.world, token, link);
    if (opener === undefined) throw new Error('no such link');
    return opener;
  }

  private next(): string {
    this.now += MINUTE;
    this.moves += 1;
    return `m-${this.moves}`;
  }
}

/** Fails where a move was refused. */
export async function done(moved: Promise<Moved | Refused>): Promise<void> {
  const { refusal } = await moved;
  if (refusal !== undefined) throw new Error(`refused: ${JSON.stringify(refusal)}`);
}
