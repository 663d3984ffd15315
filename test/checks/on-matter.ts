import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { tickCase } from '../../shared/app/tick-case.ts';
import { keyOf } from '../../shared/domain/case-key.ts';
import { type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { station } from '../app/room.ts';
import { atDesk } from '../http/at-desk.ts';
import { reported } from '../http/door.ts';
import type { Arrival, Visit } from './visit.ts';

export interface Matter extends Visit {
  readonly id: string;
  readonly token: string;
}

/** Something that happens to a matter. */
export type Step = (matter: Matter) => Promise<unknown>;

/** What only staff may ever read; it is written on every matter, and looked for on every page. */
export const CANARY = 'CANARY';
/** The number that a resident leaves; of it only the ends are ever shown. */
export const PHONE = '13967845521';

/** Of whom a report says nothing but the matter. */
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
export const afterNeighbour =
  (report: (visit: Visit) => Report, arrive: Arrival): Arrival =>
  async (visit) => {
    await reported(visit.here.rig, { ...report(visit) });
    timeOf(visit).pass(MINUTE);
    return arrive(visit);
  };

/** Reports a matter, lets happen what happens, and opens its page. */
export const onMatter = (...steps: readonly Step[]): Arrival => onMatterOf(lostPhone, ...steps);

export const onMatterOf =
  (report: (visit: Visit) => Report, ...steps: readonly Step[]): Arrival =>
  async (visit) => {
    const matter = await reportedBy(visit, report(visit));
    for (const step of steps) await step(matter);
    await visit.page.goto(addressOf(matter));
  };

/** The same, with something done on the page afterwards. */
export const thenThere =
  (arrive: Arrival, ...deeds: readonly Arrival[]): Arrival =>
  async (visit) => {
    await arrive(visit);
    for (const deed of deeds) await deed(visit);
  };

export const addressOf = ({ here, token, query }: Matter): string => `${here.origin}/t/${token}${query}`;

export async function reportedBy(visit: Visit, report: Report): Promise<Matter> {
  const contact = { phone: PHONE, name: visit.said.name };
  const { token, id } = await reported(visit.here.rig, { language: visit.language, contact, ...report });
  const matter = { ...visit, token, id };
  await officer(() => ({ move: 'note', text: CANARY }))(matter);
  return matter;
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
  async (matter) => {
    const time = timeOf(matter);
    time.pass(ms);
    const { rig } = matter.here;
    await tickCase(rig.world, keyOf({ station, caseId: matter.id as never }), time.now());
  };

/** Everything after this happens from then on, such as in the night. */
export const startingAt =
  (instant: Instant, arrive: Arrival): Arrival =>
  (visit) => {
    timeOf(visit).set(instant);
    return arrive(visit);
  };

/** Another matter, which this one turns out to be the same as. */
export const joined: Step = async (matter) => {
  const other = await reported(matter.here.rig, { what: matter.said.more });
  await officer(() => ({ move: 'mark-duplicate', of: other.id }))(matter);
};
