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
  sendOffline,
  sendRejected,
  sendUnderUsedToken,
  write,
} from './on-form.ts';
import { photo } from './on-photos.ts';
import { onPoster } from './on-poster.ts';
import type { PageAction } from './visit.ts';

/** Kind of page; a check may apply to some kinds only. */
export type PageKind = 'home' | 'form' | 'case' | 'receipt-check' | 'poster' | 'problem';

interface State {
  readonly kind: PageKind;
  readonly prepare: PageAction;
}

const home = (prepare: PageAction): State => ({ kind: 'home', prepare });
const form = (prepare: PageAction): State => ({ kind: 'form', prepare });
const casePage = (prepare: PageAction): State => ({ kind: 'case', prepare });
const receiptCheck = (prepare: PageAction): State => ({ kind: 'receipt-check', prepare });
const poster = (prepare: PageAction): State => ({ kind: 'poster', prepare });
const problem = (prepare: PageAction): State => ({ kind: 'problem', prepare });

const start = officer(() => ({ move: 'start' }));
const resolve = officer(({ found: text }) => ({ move: 'resolve', outcome: 'returned', text }));
const solved = [start, resolve] as const;

/** Every page in every state that a resident can meet. Add a new state here. */
const namedStates = {
  home: home(({ page, here, query }) => page.goto(`${here.origin}/${query}`)),
  'form, empty': form(onForm()),
  'form, sent with nothing in it': form(onForm(sendRejected)),
  'form, with a wrong number': form(
    onForm(
      choose('lost'),
      write('what', ({ lost }) => lost),
      write('phone', () => '138 0000 552'),
      sendRejected,
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
  'form, sent offline': form(
    onForm(
      choose('missing'),
      write('what', ({ missing }) => missing),
      sendOffline,
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
  'case, received': casePage(onCasePage()),
  'case, out of hours': casePage(startingAt(at('2026-11-23 23:30'), onCasePage())),
  'case, acknowledged': casePage(
    onCasePage(
      officer(() => ({ move: 'acknowledge' })),
      passes(82 * MINUTE),
    ),
  ),
  'case, late': casePage(onCasePage(passes(2 * HOUR + 12 * MINUTE), passes(33 * MINUTE))),
  'case, answered': casePage(onCasePage(officer(({ looking: text }) => ({ move: 'reply', text })))),
  'case, waiting for the resident': casePage(
    onCasePage(
      start,
      officer(({ question: text }) => ({ move: 'ask-resident', text })),
    ),
  ),
  'case, waiting for others': casePage(
    onCasePage(
      start,
      officer(({ others: text }) => ({ move: 'await-third-party', text })),
    ),
  ),
  'case, with an appointment': casePage(
    onCasePage(
      start,
      officer(() => ({ move: 'schedule', at: new Date(at('2026-11-25 15:20')).toISOString() })),
    ),
  ),
  'case, solved': casePage(onCasePage(...solved)),
  'case, rated': casePage(
    onCasePage(
      ...solved,
      resident('rating', () => ({ rating: 'satisfied' })),
    ),
  ),
  'case, not solved': casePage(
    onCasePage(
      start,
      officer(({ closed: text }) => ({ move: 'not-resolve', reason: 'no-evidence', text })),
    ),
  ),
  'case, reopened': casePage(
    onCasePage(
      ...solved,
      resident('reopen', ({ more: text }) => ({ text })),
    ),
  ),
  'case, closed': casePage(onCasePage(...solved, passes(7 * DAY + MINUTE))),
  'case, rejected': casePage(
    onCasePage(officer(({ notOurs: text }) => ({ move: 'reject', reason: 'not-a-case', text }))),
  ),
  'case, transferred': casePage(
    onCasePage(officer(({ notOurs: text }) => ({ move: 'transfer', to: '110', ref: 'A-12', text }))),
  ),
  'case, withdrawn': casePage(onCasePage(resident('withdraw'))),
  'case, marked as a duplicate': casePage(onCasePage(linked)),
  'case, sensitive': casePage(onCasePageOf(missingMother)),
  'case, a lead that was unfounded': casePage(
    onCasePageOf(
      suspicion,
      start,
      officer(({ closed: text }) => ({ move: 'resolve', outcome: 'unfounded', text })),
    ),
  ),
  'case, with an empty message sent': casePage(
    thenThere(onCasePage(), async ({ page }) => {
      await page.click('#actions summary >> nth=0');
      await page.click('#actions details[open] button');
    }),
  ),
  'case, with a photo asked for': casePage(thenThere(onCasePage(), askForPhoto)),
  'case, with a photo and one that was none': casePage(onCasePage(photo(), photo('not-a-picture'))),
  'case, with a co-reporter': casePage(afterCoReporter(danger, onCasePageOf(danger))),
  'case, linked to a co-reporter’s': casePage(
    afterCoReporter(danger, onCasePageOf(danger, resident('join'))),
  ),
  'receipt, to be checked': receiptCheck(onCheckPage),
  'receipt, found genuine': receiptCheck(checked((jws) => jws)),
  'receipt, found changed': receiptCheck(checked((jws) => jws.slice(0, -9))),
  'poster of one place': poster(onPoster()),
  'posters of all places': poster(onPoster({ all: '1' })),
  'problem, no such case': problem(({ page, here, query }) =>
    page.goto(`${here.origin}/t/${'A'.repeat(32)}${query}`),
  ),
  'problem, no such place': problem(({ page, here, query }) => page.goto(`${here.origin}/q/nowhere${query}`)),
  'problem, no such poster': problem(({ page, here, query }) =>
    page.goto(`${here.origin}/posters/none${query}`),
  ),
} as const satisfies Readonly<Record<string, State>>;

/** The form with each tile chosen: its questions and the numbers to call first. */
const chosenTiles = Object.fromEntries(
  tileIds.map((tile) => [`form, ${tile} chosen`, form(onForm(choose(tile)))]),
) as Readonly<Record<`form, ${(typeof tileIds)[number]} chosen`, State>>;

export const states = { ...namedStates, ...chosenTiles };
export type StateName = keyof typeof states;
export const stateNames = Object.keys(states) as readonly StateName[];
