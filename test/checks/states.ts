import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { tileIds } from '../../shared/locales/page-words.ts';
import { at } from '../engine/wall-clock.ts';
import {
  afterCoReporter,
  askForPhoto,
  danger,
  linked,
  missingMother,
  officer,
  onCasePage,
  onCasePageOf,
  passes,
  resident,
  startingAt,
  suspicion,
  thenThere,
} from './on-case-page.ts';
import { checked, onCheckPage } from './on-check-page.ts';
import {
  choose,
  onForm,
  onOldCode,
  pickPhoto,
  reload,
  sendInVain,
  sendUnderUsedToken,
  sendWithoutLine,
  write,
} from './on-form.ts';
import { photo } from './on-photos.ts';
import { onPoster } from './on-poster.ts';
import type { Arrival } from './visit.ts';

/** What a page is for; checks may concern some kinds only. */
export type PageKind = 'form' | 'reportedCase' | 'receipt-check' | 'poster' | 'problem';

interface State {
  readonly kind: PageKind;
  readonly prepare: Arrival;
}

const form = (prepare: Arrival): State => ({ kind: 'form', prepare });
const reportedCase = (prepare: Arrival): State => ({ kind: 'reportedCase', prepare });
const receiptCheck = (prepare: Arrival): State => ({ kind: 'receipt-check', prepare });
const poster = (prepare: Arrival): State => ({ kind: 'poster', prepare });
const problem = (prepare: Arrival): State => ({ kind: 'problem', prepare });

const start = officer(() => ({ move: 'start' }));
const resolve = officer(({ found: text }) => ({ move: 'resolve', outcome: 'returned', text }));
const solved = [start, resolve] as const;

/** Every page in every state that a resident may find it in. A new state is a line here. */
const listed = {
  'form, empty': form(onForm()),
  'form, sent with nothing in it': form(onForm(sendInVain)),
  'form, with a wrong number': form(
    onForm(
      choose('lost'),
      write('what', ({ lost }) => lost),
      write('phone', () => '138 0000 552'),
      sendInVain,
    ),
  ),
  'form, kept as a draft': form(
    onForm(
      choose('noise'),
      write('what', ({ more }) => more),
      reload,
    ),
  ),
  'form, with a photo picked': form(onForm(pickPhoto)),
  'form, sent without a line': form(
    onForm(
      choose('missing'),
      write('what', ({ missing }) => missing),
      sendWithoutLine,
    ),
  ),
  'form, sent under a used token': form(
    onForm(
      choose('ask'),
      write('what', ({ question }) => question),
      sendUnderUsedToken,
    ),
  ),
  'form, behind an old code': form(onOldCode),
  'case, received': reportedCase(onCasePage()),
  'case, out of hours': reportedCase(startingAt(at('2026-11-23 23:30'), onCasePage())),
  'case, opened by somebody': reportedCase(
    onCasePage(
      officer(() => ({ move: 'acknowledge' })),
      passes(82 * MINUTE),
    ),
  ),
  'case, late': reportedCase(onCasePage(passes(2 * HOUR + 12 * MINUTE), passes(33 * MINUTE))),
  'case, answered': reportedCase(onCasePage(officer(({ looking: text }) => ({ move: 'reply', text })))),
  'case, waiting for its reader': reportedCase(
    onCasePage(
      start,
      officer(({ question: text }) => ({ move: 'ask-resident', text })),
    ),
  ),
  'case, waiting for others': reportedCase(
    onCasePage(
      start,
      officer(({ others: text }) => ({ move: 'await-third-party', text })),
    ),
  ),
  'case, with an appointment': reportedCase(
    onCasePage(
      start,
      officer(() => ({ move: 'schedule', at: new Date(at('2026-11-25 15:20')).toISOString() })),
    ),
  ),
  'case, solved': reportedCase(onCasePage(...solved)),
  'case, rated': reportedCase(
    onCasePage(
      ...solved,
      resident('rating', () => ({ rating: 'satisfied' })),
    ),
  ),
  'case, not solved': reportedCase(
    onCasePage(
      start,
      officer(({ closed: text }) => ({ move: 'not-resolve', reason: 'no-evidence', text })),
    ),
  ),
  'case, reopened': reportedCase(
    onCasePage(
      ...solved,
      resident('reopen', ({ more: text }) => ({ text })),
    ),
  ),
  'case, closed': reportedCase(onCasePage(...solved, passes(7 * DAY + MINUTE))),
  'case, refused': reportedCase(
    onCasePage(officer(({ notOurs: text }) => ({ move: 'reject', reason: 'not-a-case', text }))),
  ),
  'case, handed over': reportedCase(
    onCasePage(officer(({ notOurs: text }) => ({ move: 'transfer', to: '110', ref: 'A-12', text }))),
  ),
  'case, taken back': reportedCase(onCasePage(resident('withdraw'))),
  'case, the same as another': reportedCase(onCasePage(linked)),
  'case, sensitive': reportedCase(onCasePageOf(missingMother)),
  'case, a suspicion that was looked into': reportedCase(
    onCasePageOf(
      suspicion,
      start,
      officer(({ closed: text }) => ({ move: 'resolve', outcome: 'unfounded', text })),
    ),
  ),
  'case, with an empty message sent': reportedCase(
    thenThere(onCasePage(), async ({ page }) => {
      await page.click('#actions summary >> nth=0');
      await page.click('#actions details[open] button');
    }),
  ),
  'case, with a photo asked for': reportedCase(thenThere(onCasePage(), askForPhoto)),
  'case, with a photo and one that was none': reportedCase(onCasePage(photo(), photo('not-a-picture'))),
  'case, that a neighbour reported too': reportedCase(afterCoReporter(danger, onCasePageOf(danger))),
  'case, shared with a neighbour': reportedCase(
    afterCoReporter(danger, onCasePageOf(danger, resident('join'))),
  ),
  'receipt, to be checked': receiptCheck(onCheckPage),
  'receipt, found genuine': receiptCheck(checked((jws) => jws)),
  'receipt, found changed': receiptCheck(checked((jws) => jws.slice(0, -9))),
  'poster of one place': poster(onPoster()),
  'posters of all places': poster(onPoster({ all: '1' })),
  'problem, no such matter': problem(({ page, here, query }) =>
    page.goto(`${here.origin}/t/${'A'.repeat(32)}${query}`),
  ),
  'problem, no such place': problem(({ page, here, query }) => page.goto(`${here.origin}/q/nowhere${query}`)),
  'problem, no such poster': problem(({ page, here, query }) =>
    page.goto(`${here.origin}/posters/none${query}`),
  ),
} as const satisfies Readonly<Record<string, State>>;

/** The form with a tile chosen, for each of them: what it asks, and whom to call first. */
const chosenTiles = Object.fromEntries(
  tileIds.map((tile) => [`form, ${tile} chosen`, form(onForm(choose(tile)))]),
) as Readonly<Record<`form, ${(typeof tileIds)[number]} chosen`, State>>;

export const states = { ...listed, ...chosenTiles };
export type StateName = keyof typeof states;
export const stateNames = Object.keys(states) as readonly StateName[];
