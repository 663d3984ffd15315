import { caseName } from '../../../shared/adapters/memory/tables.ts';
import { type CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { hashOfToken, type Report } from '../../../shared/cases/intake/submit-case.ts';
import { type MoveRequest } from '../../../shared/cases/moves/move-case.ts';
import { type ResidentRequest } from '../../../shared/cases/moves/resident-move.ts';
import { type Scope } from '../../../shared/engine/scope.ts';
import { type Judge } from '../invariants/judge.ts';
import { type Machines } from '../world/machines.ts';
import { type Parts } from '../world/parts.ts';
import { type RunWorld } from '../world/ports.ts';
import { type Ending, type Run } from '../world/run.ts';

/** What people send to the door, each with what they learn of it: an answer, or none. */
export interface HttpApi {
  submit(report: Report & { readonly token: string }, heard: (answered: boolean) => void): void;
  moveByStaff(
    scope: Scope,
    caseId: CaseId,
    request: MoveRequest & { readonly expectedVersion: number },
    heard: (answered: boolean) => void,
  ): void;
  moveByResident(
    token: string,
    name: string,
    request: ResidentRequest,
    heard: (answered: boolean) => void,
  ): void;
}

export interface HttpSettings {
  readonly machines: Machines;
  readonly parts: Parts;
  readonly judge: Judge;
  readonly worldOf: (run: Run) => RunWorld;
  readonly ended: (run: 'door', ending: Ending | undefined) => void;
}

export function http({ machines, parts, judge, worldOf, ended }: HttpSettings): HttpApi {
  const knock = (body: (world: RunWorld) => Promise<void>, heard: (answered: boolean) => void): void =>
    machines.launch(
      'door',
      machines.drawSkew(),
      (run) => body(worldOf(run)),
      (ending) => {
        ended('door', ending);
        heard(ending === undefined);
      },
    );
  return {
    submit: (report, heard) =>
      knock(async (world) => {
        const answer = await parts.submitCase(world, report, world.system.now());
        if (!answer.refusal) judge.receivedReport(hashOfToken(report.token), caseName(keyOf(answer.found)));
      }, heard),
    moveByStaff: (scope, caseId, request, heard) =>
      knock(async (world) => {
        const answer = await parts.moveCase(world, scope, caseId, request, world.system.now());
        const name = caseName(keyOf({ station: scope.station, caseId }));
        if (!answer.refusal) judge.answered(name, request.commandId, answer.answer);
      }, heard),
    moveByResident: (token, name, request, heard) =>
      knock(async (world) => {
        const answer = await parts.residentMove(world, token, request, world.system.now());
        if (!answer.refusal) judge.answered(name, request.commandId, answer.answer);
      }, heard),
  };
}
