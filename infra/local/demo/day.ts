import { fromIso, type Instant } from '../../../shared/domain/instant.ts';
import { type NextStep, type Room, type Told, wallTime } from './room.ts';
import { nextLine, toldLine, whenLine } from './wording.ts';

/** A matter that the day tells of. */
export interface Matter {
  readonly name: string;
  readonly reference: string;
  readonly token: string;
  readonly caseId: string;
  /** By when the receipt promised an answer. */
  readonly answerBy: Instant;
}

type Print = (line: string) => void;

/** Tells what the stack does: each line is something that happened, who was told of it, and what comes next. */
export const teller = (room: Room, print: Print, eyes: string) => {
  const matters: Matter[] = [];
  let shown = 0;

  const today = async (): Promise<string> => wallTime(await room.now()).slice(0, 10);

  const next = async ({ caseId }: Matter): Promise<string> => {
    const { next: step } = await room.call(`/v1/office/cases/${caseId}/clock`, undefined, eyes);
    const found = step as { dueAt: string; dueKind: string; party: string } | undefined;
    const known: NextStep | undefined = found && { ...found, dueAt: fromIso(found.dueAt) ?? 0 };
    return nextLine(known, await today());
  };

  const newlyTold = async (): Promise<readonly (Told & { readonly about: Matter })[]> => {
    await room.settle();
    const inbox = await room.inbox();
    // Two messages of one moment may arrive in either order; the story always tells them in the same.
    const fresh = inbox.slice(shown).toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
    shown = inbox.length;
    return fresh.flatMap((told) => {
      const about = matters.find(({ reference }) => reference === told.reference);
      return about === undefined ? [] : [{ ...told, about }];
    });
  };

  const line = (at: string, text: string): void => print(`${at.padEnd(5)}  ${text}`);

  return {
    print,
    /** Lets the clock run to a time on the wall and tells what it did by itself. */
    async clockRuns(wall: string): Promise<void> {
      await room.until(wall);
      for (const told of await newlyTold()) {
        line(
          wallTime(fromIso(told.receivedAt) ?? 0).slice(11),
          `the clock · ${told.about.name} · ${toldLine(told)}`,
        );
      }
    },
    /** Somebody does something; then who was told at once, and the next step. */
    async somebody(what: string, act: () => Promise<Matter>): Promise<Matter> {
      const at = wallTime(await room.now()).slice(11);
      const matter = await act();
      const isNew = !matters.includes(matter);
      if (isNew) matters.push(matter);
      line(at, what);
      if (isNew) line('', `  the receipt promises an answer by ${whenLine(matter.answerBy, await today())}`);
      for (const told of await newlyTold()) if (told.about === matter) line('', `  ${toldLine(told)}`);
      line('', `  ${await next(matter)}`);
      return matter;
    },
  };
};

export type Teller = ReturnType<typeof teller>;

const orderOf = ({ receivedAt, id }: Told): string => `${receivedAt} ${id}`;

/** A resident sends the form; gives the matter as an officer finds it in the list. */
export async function reports(
  room: Room,
  name: string,
  eyes: string,
  report: Readonly<Record<string, unknown>>,
): Promise<Matter> {
  const { reference, trackUrl, respondBy } = await room.call('/v1/cases', report);
  const list = await room.call('/v1/office/cases?view=open&limit=100', undefined, eyes);
  const rows = list.rows as readonly { caseId: string; reference: string }[];
  const row = rows.find((one) => one.reference === reference);
  if (row === undefined) throw new Error(`${name} is not in the list`);
  const token = String(trackUrl).split('/t/')[1] ?? '';
  const answerBy = fromIso(String(respondBy)) ?? 0;
  return { name, reference: String(reference), token, caseId: row.caseId, answerBy };
}

/** A member of staff does something with a matter, on the version they see. */
export async function does(
  room: Room,
  matter: Matter,
  person: string,
  move: Readonly<Record<string, unknown>>,
): Promise<Matter> {
  const path = `/v1/office/cases/${matter.caseId}`;
  const { version } = await room.call(path, undefined, person);
  await room.call(`${path}/moves`, { expectedVersion: version, ...move }, person);
  return matter;
}
