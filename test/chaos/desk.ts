import type { Dice } from '../sim/world/dice.ts';
import type { ReportedCase } from './reported-case.ts';
import type { Heard, Voice } from './words.ts';

/** Where an officer works: a voice, and what shows who is speaking. */
export interface Desk {
  readonly voice: Voice;
  readonly bearer: () => string;
}

/** In the list of its building and type, by the number that the resident reads out. */
export async function findAtDesk(reportedCase: ReportedCase, { voice, bearer }: Desk): Promise<void> {
  const { place, type, reference } = reportedCase;
  const query = new URLSearchParams({ view: 'open', limit: '100', type, building: place.slice(0, 3) });
  for (let page: string | undefined = ''; page !== undefined && reportedCase.caseId === undefined; ) {
    const path = `/v1/office/cases?${query}${page && `&cursor=${page}`}`;
    const { body } = await voice.say({ path, bearer: bearer() });
    const row = body.rows?.find((one: { reference: string }) => one.reference === reference);
    reportedCase.caseId = row?.caseId;
    page = body.next;
  }
  if (reportedCase.caseId === undefined) throw new Error(`the list does not show ${reference}`);
}

const LOOKS_MAX = 20;

/** Looks and moves, and looks again when somebody, or the clock, was quicker. True when the station took it. */
export async function move(
  reportedCase: ReportedCase,
  { voice, bearer }: Desk,
  dice: Dice,
  what: object,
): Promise<boolean> {
  const path = `/v1/office/cases/${reportedCase.caseId}`;
  const commandId = `move-${dice.below(2 ** 31)}`;
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const { body: seen } = await voice.say({ path, bearer: bearer() });
    const body = { ...what, expectedVersion: seen.version, commandId };
    const heard = await voice.say({ method: 'POST', path: `${path}/moves`, body, bearer: bearer() });
    if (heard.status === 200) return true;
    // Not allowed as the case stands now, which is an answer.
    if (heard.status === 409) return false;
    if (heard.status !== 412) throw unexpected('a move', heard);
  }
  throw new Error('a case changes faster than anybody can look');
}

/** The station took a case otherwise than it says it does. */
export const unexpected = (what: string, { status, body }: Heard): Error =>
  new Error(`${what} was answered with ${status}: ${JSON.stringify(body)}`);
