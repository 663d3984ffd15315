import { stateName } from '../../../shared/adapters/memory/tables.ts';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { hashOfToken, type Report } from '../../../shared/cases/intake/submit-case.ts';
import type { moveCase } from '../../../shared/cases/moves/move-case.ts';
import type { residentMove } from '../../../shared/cases/moves/resident-move.ts';
import type { Reader } from '../../../shared/cases/reading/record-read.ts';
import type { Scope } from '../../../shared/engine/scope.ts';
import type { GivenAnswer } from '../../../shared/helper-tasks/answer-task.ts';
import type { AskedForHelp, HelperRequest } from '../../../shared/helper-tasks/ask-helper.ts';
import { findHelperLink } from '../../../shared/helper-tasks/helper-link.ts';
import type { revokeTask } from '../../../shared/helper-tasks/revoke-task.ts';
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
  /** An officer asks somebody without an account, and gets the link. */
  askHelper(
    scope: Scope,
    caseId: CaseId,
    request: HelperRequest,
    onLink: (link: AskedForHelp | undefined, answered: boolean) => void,
  ): void;
  /** Whoever has a link opens it. */
  lookAsHelper(secret: string, requestId: string): void;
  answerAsHelper(secret: string, said: GivenAnswer): void;
  revokeHelper(scope: Scope, of: Parameters<typeof revokeTask>[2]): void;
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
  const handle = (
    body: (world: RunWorld, run: Run) => Promise<void>,
    onAnswer: (answered: boolean) => void,
  ): void =>
    machines.launch(
      'http',
      machines.drawSkew(),
      (run) => body(worldOf(run), run),
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
        (world) => readAndReveal(world, parts, judge, { scope, requestId, now: world.system.now() }, caseId),
        () => undefined,
      ),
    askHelper(scope, caseId, request, onLink) {
      let link: AskedForHelp | undefined;
      handle(
        async (world) => {
          const now = world.system.now();
          const reader = { scope, requestId: request.commandId, now };
          const asked = await parts.askHelper(world, reader, caseId, request);
          if (!asked.refusal) link = asked;
        },
        (answered) => onLink(answered ? link : undefined, answered),
      );
    },
    lookAsHelper: (secret, requestId) =>
      handle(
        async (world, { startedAt }) => {
          const now = world.system.now();
          const page = await parts.helperPage(world, secret, { requestId, now });
          if (page.refusal) return;
          const link = await findHelperLink(world.store, secret);
          if (link !== undefined) judge.looked({ key: link.key, requestId, now, startedAt });
        },
        () => undefined,
      ),
    answerAsHelper: (secret, said) =>
      handle(
        async (world) => {
          await parts.answerTask(world, secret, said, world.system.now());
        },
        () => undefined,
      ),
    revokeHelper: (scope, of) =>
      handle(
        async (world) => {
          await parts.revokeTask(world, scope, of, world.system.now());
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

/** Opens a case, then asks for its contact and for a text that is shown to nobody who does not ask, or not to this role. */
async function readAndReveal(
  world: RunWorld,
  parts: Parts,
  judge: Judge,
  reader: Reader,
  caseId: CaseId,
): Promise<void> {
  const read = await parts.readCase(world, reader, caseId);
  if (read.refusal) return;
  const { texts, policy } = read.caseDetails;
  judge.shown(reader, read.caseDetails);
  const kept = texts.find(({ kind, text }) => kind !== 'contact' && text === undefined);
  const contact = { what: 'contact' } as const;
  for (const asked of kept ? [contact, { what: 'text', ...kept } as const] : [contact]) {
    const asking = { ...reader, requestId: `${reader.requestId}-${asked.what}` };
    const revealed = await parts.reveal(world, asking, caseId, asked);
    if (!revealed.refusal) judge.revealed(asking, revealed, policy);
  }
}
