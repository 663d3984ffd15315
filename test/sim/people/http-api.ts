import { stateName } from '../../../shared/adapters/memory/tables.ts';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { hashOfToken, type Report } from '../../../shared/cases/intake/submit-case.ts';
import type { moveCase } from '../../../shared/cases/moves/move-case.ts';
import type { residentMove } from '../../../shared/cases/moves/resident-move.ts';
import type { Scope } from '../../../shared/engine/scope.ts';
import type { Judge } from '../invariants/judge.ts';
import type { Machines } from '../world/machines.ts';
import type { Parts } from '../world/parts.ts';
import type { RunWorld } from '../world/ports.ts';
import type { Ending, Run } from '../world/run.ts';

/** Requests of people; `onAnswer` gets whether an answer arrived. */
export interface HttpApi {
  submit(report: Report & { readonly token: string }, onAnswer: (answered: boolean) => void): void;
  moveByStaff(
    scope: Scope,
    caseId: CaseId,
    request: Parameters<typeof moveCase>[3],
    onAnswer: (answered: boolean) => void,
  ): void;
  /** A member of staff opens a case. */
  readByStaff(scope: Scope, caseId: CaseId, requestId: string): void;
  moveByResident(
    token: string,
    name: string,
    request: Parameters<typeof residentMove>[2],
    onAnswer: (answered: boolean) => void,
  ): void;
}

export interface HttpSettings {
  readonly machines: Machines;
  readonly parts: Parts;
  readonly judge: Judge;
  readonly worldOf: (run: Run) => RunWorld;
  readonly ended: (run: 'http', ending: Ending | undefined) => void;
}

export function http({ machines, parts, judge, worldOf, ended }: HttpSettings): HttpApi {
  const handle = (body: (world: RunWorld) => Promise<void>, onAnswer: (answered: boolean) => void): void =>
    machines.launch(
      'http',
      machines.drawSkew(),
      (run) => body(worldOf(run)),
      (ending) => {
        ended('http', ending);
        onAnswer(ending === undefined);
      },
    );
  return {
    submit: (report, onAnswer) =>
      handle(async (world) => {
        const answer = await parts.submitCase(world, report, world.system.now());
        if (answer.refusal) judge.failed('received-once', `a report was refused: ${answer.refusal.code}`);
        else judge.receivedReport(hashOfToken(report.token), stateName(keyOf(answer.found)));
      }, onAnswer),
    moveByStaff: (scope, caseId, request, onAnswer) =>
      handle(async (world) => {
        const answer = await parts.moveCase(world, scope, caseId, request, world.system.now());
        const name = stateName(keyOf({ station: scope.station, caseId }));
        if (!answer.refusal) judge.answered(name, `staff-${request.commandId}`, answer.answer);
      }, onAnswer),
    readByStaff: (scope, caseId, requestId) =>
      handle(
        async (world) => {
          const reader = { scope, requestId, now: world.system.now() };
          const read = await parts.readCase(world, reader, caseId);
          if (!read.refusal) judge.shown(reader, read.caseDetails);
        },
        () => undefined,
      ),
    moveByResident: (token, name, request, onAnswer) =>
      handle(async (world) => {
        const answer = await parts.residentMove(world, token, request, world.system.now());
        if (!answer.refusal) judge.answered(name, `resident-${request.commandId}`, answer.answer);
      }, onAnswer),
  };
}
