import { fromIso, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { type NextStep, type Notified, type Room, wallTime } from './room.ts';
import { messageLine, nextLine, whenLine } from './wording.ts';

/** A case that the day tells of. */
export interface ReportedCase {
  readonly name: string;
  readonly reference: string;
  readonly token: string;
  readonly caseId: string;
  /** By when the receipt promised an answer. */
  readonly answerBy: Instant;
}

type Print = (line: string) => void;

/** Tells what the stack does: each line is something that happened, who was told of it, and what comes next. */
export const narrator = (room: Room, print: Print, eyes: string) => {
  const cases: ReportedCase[] = [];
  let shown = 0;

  const today = async (): Promise<string> => wallTime(await room.now()).slice(0, 10);

  const next = async ({ caseId }: ReportedCase): Promise<string> => {
    const { next: step } = await room.call(`/v1/office/cases/${caseId}/clock`, undefined, eyes);
    const found = step as { dueAt: string; dueKind: string; responsible: string } | undefined;
    const known: NextStep | undefined = found && { ...found, dueAt: fromIso(found.dueAt) ?? 0 };
    return nextLine(known, await today());
  };

  const newMessages = async (): Promise<readonly (Notified & { readonly about: ReportedCase })[]> => {
    await room.settle();
    const inbox = await room.inbox();
    // Two messages of one moment may arrive in either order; the story always tells them in the same.
    const fresh = inbox.slice(shown).toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
    shown = inbox.length;
    return fresh.flatMap((notified) => {
      const about = cases.find(({ reference }) => reference === notified.reference);
      return about === undefined ? [] : [{ ...notified, about }];
    });
  };

  const line = (at: string, text: string): void => print(`${at.padEnd(5)}  ${text}`);

  return {
    print,
    /** Lets the clock run to a time on the wall and tells what it did by itself. */
    async clockRuns(formPlace: string): Promise<void> {
      await room.until(formPlace);
      for (const notified of await newMessages()) {
        line(
          wallTime(fromIso(notified.receivedAt) ?? 0).slice(11),
          `the clock · ${notified.about.name} · ${messageLine(notified)}`,
        );
      }
    },
    /** Somebody does something; then who was told at once, and the next step. */
    async somebody(what: string, act: () => Promise<ReportedCase>): Promise<ReportedCase> {
      const at = wallTime(await room.now()).slice(11);
      const reportedCase = await act();
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

/** A resident sends the form; gives the case as an officer finds it in the list. */
export async function reports(
  room: Room,
  name: string,
  eyes: string,
  report: Readonly<Record<string, unknown>>,
): Promise<ReportedCase> {
  const { reference, trackUrl, respondBy } = await room.call('/v1/cases', report);
  const list = await room.call('/v1/office/cases?view=open&limit=100', undefined, eyes);
  const rows = list.rows as readonly { caseId: string; reference: string }[];
  const row = rows.find((one) => one.reference === reference);
  if (row === undefined) throw new Error(`${name} is not in the list`);
  const token = String(trackUrl).split('/t/')[1] ?? '';
  const answerBy = fromIso(String(respondBy)) ?? 0;
  return { name, reference: String(reference), token, caseId: row.caseId, answerBy };
}

/** A member of staff does something with a case, on the version they see. */
export async function does(
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
