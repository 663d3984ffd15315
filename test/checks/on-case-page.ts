import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { station } from '../cases/room.ts';
import { atDesk } from '../http/at-desk.ts';
import { reported } from '../http/http-api.ts';
import type { Arrival, Visit } from './visit.ts';

export interface ReportedCase extends Visit {
  readonly id: string;
  readonly token: string;
}

/** Something that happens to a case. */
export type Step = (reportedCase: ReportedCase) => Promise<unknown>;

/** What only staff may ever read; it is written on every case, and looked for on every page. */
export const CANARY = 'CANARY';
/** The number that a resident leaves; of it only the ends are ever shown. */
export const PHONE = '13967845521';

/** Of whom a report says nothing but the case. */
export interface Report {
  readonly type?: string;
  readonly what: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly contact?: Readonly<Record<string, string>>;
}

const lostPhone = ({ said }: Visit): Report => ({ what: said.lost });

export const missingMother = ({ said }: Visit): Report => ({
  type: 'lost-person',
  what: said.missing,
  details: {},
});

export const suspicion = ({ said }: Visit): Report => ({ type: 'lead', what: said.looking, details: {} });

export const danger = ({ said }: Visit): Report => ({
  type: 'hazard',
  what: said.boxes,
  details: { kind: 'clutter' },
});

/** Somebody else reported the same a minute before. */
export const afterCoReporter =
  (report: (visit: Visit) => Report, prepare: Arrival): Arrival =>
  async (visit) => {
    await reported(visit.here.rig, { ...report(visit) });
    timeOf(visit).pass(MINUTE);
    return prepare(visit);
  };

/** Reports a case, lets happen what happens, and opens its page. */
export const onCasePage = (...steps: readonly Step[]): Arrival => onCasePageOf(lostPhone, ...steps);

export const onCasePageOf =
  (report: (visit: Visit) => Report, ...steps: readonly Step[]): Arrival =>
  async (visit) => {
    const reportedCase = await reportedBy(visit, report(visit));
    for (const step of steps) await step(reportedCase);
    await visit.page.goto(addressOf(reportedCase));
  };

/** The same, with something done on the page afterwards. */
export const thenThere =
  (prepare: Arrival, ...actions: readonly Arrival[]): Arrival =>
  async (visit) => {
    await prepare(visit);
    for (const action of actions) await action(visit);
  };

export const addressOf = ({ here, token, query }: ReportedCase): string =>
  `${here.origin}/t/${token}${query}`;

export async function reportedBy(visit: Visit, report: Report): Promise<ReportedCase> {
  const contact = { phone: PHONE, name: visit.said.name };
  const { token, id } = await reported(visit.here.rig, { language: visit.language, contact, ...report });
  const reportedCase = { ...visit, token, id };
  await officer(() => ({ move: 'note', text: CANARY }))(reportedCase);
  return reportedCase;
}

/** An officer does something with it. */
export const officer =
  (move: (said: Visit['said']) => object): Step =>
  ({ here: { rig }, id, said }) =>
    atDesk(rig, id, 'officer', move(said));

/** The resident does something with it, as a script of theirs would. */
export const resident =
  (
    route: 'messages' | 'rating' | 'reopen' | 'withdraw' | 'join',
    body: (said: Visit['said']) => object = () => ({}),
  ): Step =>
  async ({ here: { rig }, token, said }) => {
    const path = { token };
    const done = await rig.ask(`POST /v1/track/{token}/${route}`, { path, body: body(said) });
    if (done.status >= 300) throw new Error(`the resident was refused: ${JSON.stringify(done.body)}`);
  };

const timeOf = ({ here }: Visit): SeededSystem => here.rig.world.system as SeededSystem;

/** Asks to send a photo as the page does without a script. */
export const askForPhoto: Arrival = async ({ page }) => {
  await page.evaluate(`document.querySelector('input[value=add-photo]').form.submit()`);
  await page.waitForSelector('input[type=file]', { state: 'attached' });
};

/** Time goes by, and the clock takes its step. */
export const passes =
  (ms: number): Step =>
  async (reportedCase) => {
    const time = timeOf(reportedCase);
    time.pass(ms);
    const { rig } = reportedCase.here;
    await tick(rig.world, keyOf({ station, caseId: reportedCase.id as never }), time.now());
  };

/** Everything after this happens from then on, such as in the night. */
export const startingAt =
  (instant: Instant, prepare: Arrival): Arrival =>
  (visit) => {
    timeOf(visit).set(instant);
    return prepare(visit);
  };

/** Another case, which this one turns out to be the same as. */
export const linked: Step = async (reportedCase) => {
  const other = await reported(reportedCase.here.rig, { what: reportedCase.said.more });
  await officer(() => ({ move: 'mark-duplicate', of: other.id }))(reportedCase);
};
