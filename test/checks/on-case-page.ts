import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { station } from '../cases/room.ts';
import { atDesk } from '../http/at-desk.ts';
import { reported } from '../http/http-api.ts';
import type { PageAction, Visit } from './visit.ts';

export interface ReportedCase extends Visit {
  readonly id: string;
  readonly token: string;
}

/** One step in the history of a case. */
export type CaseStep = (reportedCase: ReportedCase) => Promise<unknown>;

/** Text of a staff note on every case; the privacy check searches every page for it. */
export const CANARY = 'CANARY';
/** The resident's telephone number; pages show only its first and last digits. */
export const PHONE = '13967845521';

/** A report without the contact that `reportedBy` adds. */
export interface Report {
  readonly type?: string;
  readonly what: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly contact?: Readonly<Record<string, string>>;
}

const lostPhone = ({ texts }: Visit): Report => ({ what: texts.lost });

export const missingMother = ({ texts }: Visit): Report => ({
  type: 'lost-person',
  what: texts.missing,
  details: {},
});

export const suspicion = ({ texts }: Visit): Report => ({ type: 'lead', what: texts.looking, details: {} });

export const danger = ({ texts }: Visit): Report => ({
  type: 'hazard',
  what: texts.boxes,
  details: { kind: 'clutter' },
});

/** Another resident reports the same a minute before. */
export const afterCoReporter =
  (report: (visit: Visit) => Report, prepare: PageAction): PageAction =>
  async (visit) => {
    await reported(visit.here.rig, { ...report(visit) });
    timeOf(visit).pass(MINUTE);
    return prepare(visit);
  };

/** Reports a case, applies the steps and opens its page. */
export const onCasePage = (...steps: readonly CaseStep[]): PageAction => onCasePageOf(lostPhone, ...steps);

export const onCasePageOf =
  (report: (visit: Visit) => Report, ...steps: readonly CaseStep[]): PageAction =>
  async (visit) => {
    const reportedCase = await reportedBy(visit, report(visit));
    for (const step of steps) await step(reportedCase);
    await visit.page.goto(addressOf(reportedCase));
  };

/** Prepares a page, then runs further actions on it. */
export const thenThere =
  (prepare: PageAction, ...actions: readonly PageAction[]): PageAction =>
  async (visit) => {
    await prepare(visit);
    for (const action of actions) await action(visit);
  };

export const addressOf = ({ here, token, query }: ReportedCase): string =>
  `${here.origin}/t/${token}${query}`;

export async function reportedBy(visit: Visit, report: Report): Promise<ReportedCase> {
  const contact = { phone: PHONE, name: visit.texts.name };
  const { token, id } = await reported(visit.here.rig, { language: visit.language, contact, ...report });
  const reportedCase = { ...visit, token, id };
  await officer(() => ({ move: 'note', text: CANARY }))(reportedCase);
  return reportedCase;
}

/** An officer makes a move in the case. */
export const officer =
  (move: (texts: Visit['texts']) => object): CaseStep =>
  ({ here: { rig }, id, texts }) =>
    atDesk(rig, id, 'officer', move(texts));

/** The resident makes a move through the API, as the page’s script does. */
export const resident =
  (
    route: 'messages' | 'rating' | 'reopen' | 'withdraw' | 'join',
    body: (texts: Visit['texts']) => object = () => ({}),
  ): CaseStep =>
  async ({ here: { rig }, token, texts }) => {
    const path = { token };
    const done = await rig.ask(`POST /v1/track/{token}/${route}`, { path, body: body(texts) });
    if (done.status >= 300)
      throw new Error(`the resident’s request was refused: ${JSON.stringify(done.body)}`);
  };

const timeOf = ({ here }: Visit): SeededSystem => here.rig.world.system as SeededSystem;

/** Requests a photo upload as the page does without a script. */
export const askForPhoto: PageAction = async ({ page }) => {
  await page.evaluate(`document.querySelector('input[value=add-photo]').form.submit()`);
  await page.waitForSelector('input[type=file]', { state: 'attached' });
};

/** Time passes, and the case gets its tick. */
export const passes =
  (ms: number): CaseStep =>
  async (reportedCase) => {
    const time = timeOf(reportedCase);
    time.pass(ms);
    const { rig } = reportedCase.here;
    await tick(rig.world, keyOf({ station, caseId: reportedCase.id as never }), time.now());
  };

/** Sets the time before everything else, for example to the night. */
export const startingAt =
  (instant: Instant, prepare: PageAction): PageAction =>
  (visit) => {
    timeOf(visit).set(instant);
    return prepare(visit);
  };

/** The case is marked a duplicate of another one. */
export const linked: CaseStep = async (reportedCase) => {
  const other = await reported(reportedCase.here.rig, { what: reportedCase.texts.more });
  await officer(() => ({ move: 'mark-duplicate', of: other.id }))(reportedCase);
};
