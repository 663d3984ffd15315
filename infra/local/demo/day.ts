import { fromIso, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { localTime, type NextStep, type Notified, type Room } from './room.ts';
import { messageLine, nextLine, whenLine } from './wording.ts';

/** A case of the demo day. */
export interface ReportedCase {
  readonly name: string;
  readonly reference: string;
  readonly token: string;
  readonly caseId: string;
  /** The response deadline of the receipt. */
  readonly answerBy: Instant;
}

type Print = (line: string) => void;

/** Prints what the system does: each line shows an action, who was notified of it, and the next step. */
export const narrator = (room: Room, print: Print, viewer: string) => {
  const cases: ReportedCase[] = [];
  let printed = 0;

  const today = async (): Promise<string> => localTime(await room.now()).slice(0, 10);

  const next = async ({ caseId }: ReportedCase): Promise<string> => {
    const { next: step } = await room.call(`/v1/office/cases/${caseId}/clock`, undefined, viewer);
    const found = step as { dueAt: string; dueKind: string; responsible: string } | undefined;
    const nextStep: NextStep | undefined = found && { ...found, dueAt: fromIso(found.dueAt) ?? 0 };
    return nextLine(nextStep, await today());
  };

  const newMessages = async (): Promise<readonly (Notified & { readonly about: ReportedCase })[]> => {
    await room.settle();
    const messages = await room.inbox();
    // Messages of one instant can arrive in any order; sorting keeps the output stable.
    const unprinted = messages
      .slice(printed)
      .toSorted((left, right) => orderOf(left).localeCompare(orderOf(right)));
    printed = messages.length;
    return unprinted.flatMap((notified) => {
      const about = cases.find(({ reference }) => reference === notified.reference);
      return about === undefined ? [] : [{ ...notified, about }];
    });
  };

  const line = (at: string, text: string): void => print(`${at.padEnd(5)}  ${text}`);

  return {
    print,
    /** Advances the clock to a local time and prints what the clock caused. */
    async advanceTo(stationTime: string): Promise<void> {
      await room.until(stationTime);
      for (const notified of await newMessages()) {
        line(
          localTime(fromIso(notified.receivedAt) ?? 0).slice(11),
          `the clock · ${notified.about.name} · ${messageLine(notified)}`,
        );
      }
    },
    /** Performs an action and prints who was notified, and the next step. */
    async perform(what: string, action: () => Promise<ReportedCase>): Promise<ReportedCase> {
      const at = localTime(await room.now()).slice(11);
      const reportedCase = await action();
      const isNew = !cases.includes(reportedCase);
      if (isNew) cases.push(reportedCase);
      line(at, what);
      if (isNew)
        line('', `  the receipt promises an answer by ${whenLine(reportedCase.answerBy, await today())}`);
      for (const notified of await newMessages())
        if (notified.about === reportedCase) line('', `  ${messageLine(notified)}`);
      line('', `  ${await next(reportedCase)}`);
      return reportedCase;
    },
  };
};

export type Narrator = ReturnType<typeof narrator>;

const orderOf = ({ receivedAt, id }: Notified): string => `${receivedAt} ${id}`;

/** Sends a resident's report and returns its case as found in the office list. */
export async function sendReport(
  room: Room,
  name: string,
  viewer: string,
  report: Readonly<Record<string, unknown>>,
): Promise<ReportedCase> {
  const { reference, trackUrl, respondBy } = await room.call('/v1/cases', report);
  const list = await room.call('/v1/office/cases?view=open&limit=100', undefined, viewer);
  const rows = list.rows as readonly { caseId: string; reference: string }[];
  const row = rows.find((one) => one.reference === reference);
  if (row === undefined) throw new Error(`${name} is not in the list`);
  const token = String(trackUrl).split('/t/')[1] ?? '';
  const answerBy = fromIso(String(respondBy)) ?? 0;
  return { name, reference: String(reference), token, caseId: row.caseId, answerBy };
}

/** Sends a staff move on the version that the person sees. */
export async function sendMove(
  room: Room,
  reportedCase: ReportedCase,
  person: string,
  move: Readonly<Record<string, unknown>>,
): Promise<ReportedCase> {
  const path = `/v1/office/cases/${reportedCase.caseId}`;
  const { version } = await room.call(path, undefined, person);
  await room.call(`${path}/moves`, { expectedVersion: version, ...move }, person);
  return reportedCase;
}
