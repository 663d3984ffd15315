import type { Page } from 'playwright-core';
import type { Role } from '../../../shared/engine/scope.ts';
import type { Texts } from '../sample-texts.ts';
import { addressFor, type ConsoleSite } from './console-site.ts';
import { type Day, fullDay, lateDay, noCases, PHONE } from './station-days.ts';

export interface ConsoleVisit {
  readonly page: Page;
  readonly here: ConsoleSite;
  readonly texts: Texts;
  readonly day: Day;
}

type Step = (visit: ConsoleVisit) => Promise<unknown>;
type Hash = `#/${string}` | ((day: Day) => string);

/** A screen of the console, and what it shows. */
export interface ConsoleState {
  readonly screen: string;
  /** Absent where nobody is signed in. */
  readonly role: Role | undefined;
  readonly hash: Hash;
  readonly day: 'empty' | 'full' | 'late';
  /** What is there once the screen is ready. */
  readonly ready: string;
  /** Answers with these addresses are 500 from the moment the shell is there. */
  readonly broken?: string;
  readonly steps?: readonly Step[];
}

const click =
  (selector: string): Step =>
  ({ page }) =>
    page.locator(selector).first().click();
const see =
  (selector: string): Step =>
  ({ page }) =>
    page.waitForSelector(selector);
const goOffline: Step = async ({ page }) => {
  await page.context().setOffline(true);
  // A page asks again when it hears of the network.
  await page.evaluate("dispatchEvent(new Event('online'))");
  await page.waitForSelector('.offline');
};
const search =
  (textOf: (visit: ConsoleVisit) => string): Step =>
  async (visit) => {
    await visit.page.fill('#search-text', textOf(visit));
    await visit.page.press('#search-text', 'Enter');
    await visit.page.waitForSelector('main [role=status] p');
  };

interface Screen extends Pick<ConsoleState, 'hash' | 'ready'> {
  readonly role?: Role;
  /** What it reads; screens that read nothing of their own have no state of a fault. */
  readonly reads?: string;
  /** Another list of the same kind: it is looked at full and empty. */
  readonly alike?: true;
  /** Whether it says something else where everything is late. */
  readonly hasLate?: true;
}

const screens: Readonly<Record<string, Screen>> = {
  'work list': { hash: '#/board/open', ready: '.case, .empty', reads: '**/v1/office/cases?*', hasLate: true },
  'own work list': { hash: '#/board/mine', ready: '.case, .empty', alike: true },
  'what is overdue': { hash: '#/board/overdue', ready: '.case, .empty', alike: true, hasLate: true },
  'what waits': { hash: '#/board/waiting', ready: '.case, .empty', alike: true },
  'what was received': { hash: '#/board/received', ready: '.case, .empty', alike: true },
  brief: { hash: '#/brief', ready: '.goals', reads: '**/v1/office/brief', hasLate: true },
  numbers: { hash: '#/stats/month', ready: '.rates .rate', reads: '**/v1/office/stats?*', hasLate: true },
  'new case': { hash: '#/new', ready: '#new-place' },
  search: { hash: '#/search', ready: '#search-text' },
  station: { hash: '#/station', ready: '#account' },
  people: { hash: '#/people', ready: '.people li', reads: '**/v1/office/people', role: 'chief' },
  places: { hash: '#/places', ready: '.buildings li', reads: '**/v1/office/places', role: 'chief' },
  templates: { hash: '#/templates', ready: 'main .btn', reads: '**/v1/office/templates', role: 'chief' },
  settings: { hash: '#/settings', ready: 'main .btn', reads: '**/v1/office/policy', role: 'chief' },
  case: {
    hash: ({ lost }) => `#/case/${lost}`,
    ready: '.story',
    reads: '**/v1/office/cases/*',
    hasLate: true,
  },
};

function statesOf(screen: string, of: Screen): readonly (readonly [string, ConsoleState])[] {
  const { hash, ready, role = 'officer', reads, alike, hasLate } = of;
  const full: ConsoleState = { screen, role, hash, ready, day: 'full' };
  return [
    ['full', full] as const,
    ...(screen === 'case' ? [] : [['empty', { ...full, day: 'empty' }] as const]),
    ...(hasLate ? [['late', { ...full, day: 'late' }] as const] : []),
    ...(alike ? [] : [['offline', { ...full, steps: [goOffline] }] as const]),
    ...(reads === undefined ? [] : [['broken', { ...full, ready: '.alert', broken: reads }] as const]),
  ].map(([what, state]) => [`${screen}, ${what}`, state]);
}

const ofCase = (more: Partial<ConsoleState>): ConsoleState => ({
  screen: 'case',
  role: 'officer',
  hash: ({ lost }) => `#/case/${lost}`,
  day: 'full',
  ready: '.story',
  ...more,
});
const on = (screen: string, hash: Hash, ready: string, more: Partial<ConsoleState> = {}): ConsoleState => ({
  ...{ screen, hash, ready, role: 'chief', day: 'full' },
  ...more,
});
const inDialog = (opener: string): Pick<ConsoleState, 'steps'> => ({
  steps: [click(opener), see('dialog[open]')],
});

/** What a screen shows beside the states that each of them has. */
const further: Readonly<Record<string, ConsoleState>> = {
  'sign-in': on('sign-in', '#/board/mine', '.door .btn-main', { role: undefined, day: 'empty' }),
  'sign-in, run out': on('sign-in', '#/board/open', '.case', {
    steps: [
      ({ page }) => page.route('**/v1/**', (route) => route.fulfill({ status: 401, body: '{}' })),
      ({ page }) => page.evaluate("dispatchEvent(new Event('online'))"),
      see('dialog[open]'),
    ],
  }),
  'case, of a person who is not named': ofCase({ hash: ({ secret }) => `#/case/${secret}` }),
  'case, waiting for the resident': ofCase({ hash: ({ waiting }) => `#/case/${waiting}` }),
  'case, resolved and rated badly': ofCase({ hash: ({ resolved }) => `#/case/${resolved}` }),
  'case, for an auditor': ofCase({ role: 'auditor' }),
  'case, not there': ofCase({ hash: () => `#/case/c${'a'.repeat(25)}`, ready: '.alert' }),
  'case, with a move that asks': ofCase(inDialog('.moves li button')),
  'case, with its number shown': ofCase({ steps: [click('.facts .btn-quiet'), see('.calls .tel')] }),
  'case, with what is written': ofCase({
    steps: [
      ({ page, texts }) => page.fill('#box-reply', texts.looking),
      ({ page, texts }) => page.fill('#box-note', texts.others),
    ],
  }),
  'search, with something found': on('search', '#/search', '#search-text', {
    steps: [search(() => PHONE)],
  }),
  'search, with nothing found': on('search', '#/search', '#search-text', {
    steps: [search(() => '0000000')],
  }),
  'new case, sent with nothing in it': on('new case', '#/new', '#new-place', {
    steps: [click('form .btn-main'), see('.err')],
  }),
  'people, one changed': on('people', '#/people', '.people li', inDialog('.people li .btn')),
  'people, for an officer': on('people', '#/people', '.people li', { role: 'officer' }),
  'places, a code renewed': on('places', '#/places', '.buildings li', inDialog('.buildings .btn-quiet')),
  'numbers, not for a guard': on('numbers', '#/stats/week', '.alert', { role: 'guard' }),
  'settings, not for an officer': on('settings', '#/settings', 'main h1, .alert', { role: 'officer' }),
  'own work list, of a guard': on('own work list', '#/board/mine', '.case, .empty', { role: 'guard' }),
  'sheet of keys': on('work list', '#/board/open', '.case', {
    steps: [({ page }) => page.keyboard.press('?'), see('dialog[open] kbd')],
  }),
};

/** Every screen in every state. Add a new screen to `screens`, a new state of its own to `further`. */
export const consoleStates: Readonly<Record<string, ConsoleState>> = {
  ...Object.fromEntries(Object.entries(screens).flatMap(([screen, of]) => statesOf(screen, of))),
  ...further,
};

const days = { empty: async () => noCases, full: fullDay, late: lateDay };

/** Brings a page into a state. */
export async function prepareState(
  { screen, role, hash, day: which, ready, broken, steps = [] }: ConsoleState,
  visit: Omit<ConsoleVisit, 'day'>,
): Promise<ConsoleVisit> {
  const { page, here, texts } = visit;
  const day = await days[which](here, texts);
  const address = typeof hash === 'string' ? hash : hash(day);
  const first = broken === undefined ? address : screen === 'station' ? '#/search' : '#/station';
  await page.goto(addressFor(here, role, first));
  if (broken !== undefined) {
    await page.waitForSelector('.nav');
    const problem = {
      status: 500,
      code: 'internal',
      title: '',
      detail: '',
      instance: 'urn:huiying:request:r1',
    };
    await page.route(broken, (route) => route.fulfill({ status: 500, json: problem }));
    await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
  }
  await page.waitForSelector(ready);
  const seen = { ...visit, day };
  for (const step of steps) await step(seen);
  return seen;
}
