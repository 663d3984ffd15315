import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { tileIds } from '../../web/words/page-words.ts';
import { at } from '../domain/wall-clock.ts';
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
import {
  afterNeighbour,
  askForPhoto,
  danger,
  joined,
  missingMother,
  officer,
  onMatter,
  onMatterOf,
  passes,
  resident,
  startingAt,
  suspicion,
  thenThere,
} from './on-matter.ts';
import { checked, onPaper } from './on-paper.ts';
import { photo } from './on-photos.ts';
import { onPoster } from './on-poster.ts';
import type { Arrival } from './visit.ts';

/** What a page is for; checks may concern some kinds only. */
export type PageKind = 'form' | 'matter' | 'paper' | 'poster' | 'problem';

interface State {
  readonly kind: PageKind;
  readonly arrive: Arrival;
}

const form = (arrive: Arrival): State => ({ kind: 'form', arrive });
const matter = (arrive: Arrival): State => ({ kind: 'matter', arrive });
const paper = (arrive: Arrival): State => ({ kind: 'paper', arrive });
const poster = (arrive: Arrival): State => ({ kind: 'poster', arrive });
const problem = (arrive: Arrival): State => ({ kind: 'problem', arrive });

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
  'matter, received': matter(onMatter()),
  'matter, out of hours': matter(startingAt(at('2026-11-23 23:30'), onMatter())),
  'matter, opened by somebody': matter(
    onMatter(
      officer(() => ({ move: 'acknowledge' })),
      passes(82 * MINUTE),
    ),
  ),
  'matter, late': matter(onMatter(passes(2 * HOUR + 12 * MINUTE), passes(33 * MINUTE))),
  'matter, answered': matter(onMatter(officer(({ looking: text }) => ({ move: 'reply', text })))),
  'matter, waiting for its reader': matter(
    onMatter(
      start,
      officer(({ question: text }) => ({ move: 'ask-resident', text })),
    ),
  ),
  'matter, waiting for others': matter(
    onMatter(
      start,
      officer(({ others: text }) => ({ move: 'await-third-party', text })),
    ),
  ),
  'matter, with an appointment': matter(
    onMatter(
      start,
      officer(() => ({ move: 'schedule', at: new Date(at('2026-11-25 15:20')).toISOString() })),
    ),
  ),
  'matter, solved': matter(onMatter(...solved)),
  'matter, rated': matter(
    onMatter(
      ...solved,
      resident('rating', () => ({ rating: 'satisfied' })),
    ),
  ),
  'matter, not solved': matter(
    onMatter(
      start,
      officer(({ closed: text }) => ({ move: 'not-resolve', reason: 'no-evidence', text })),
    ),
  ),
  'matter, reopened': matter(
    onMatter(
      ...solved,
      resident('reopen', ({ more: text }) => ({ text })),
    ),
  ),
  'matter, closed': matter(onMatter(...solved, passes(7 * DAY + MINUTE))),
  'matter, refused': matter(
    onMatter(officer(({ notOurs: text }) => ({ move: 'reject', reason: 'not-a-matter', text }))),
  ),
  'matter, handed over': matter(
    onMatter(officer(({ notOurs: text }) => ({ move: 'transfer', to: '110', ref: 'A-12', text }))),
  ),
  'matter, taken back': matter(onMatter(resident('withdraw'))),
  'matter, the same as another': matter(onMatter(joined)),
  'matter, sensitive': matter(onMatterOf(missingMother)),
  'matter, a suspicion that was looked into': matter(
    onMatterOf(
      suspicion,
      start,
      officer(({ closed: text }) => ({ move: 'resolve', outcome: 'unfounded', text })),
    ),
  ),
  'matter, with an empty message sent': matter(
    thenThere(onMatter(), async ({ page }) => {
      await page.click('#deeds summary >> nth=0');
      await page.click('#deeds details[open] button');
    }),
  ),
  'matter, with a photo asked for': matter(thenThere(onMatter(), askForPhoto)),
  'matter, with a photo and one that was none': matter(onMatter(photo(), photo('not-a-picture'))),
  'matter, that a neighbour reported too': matter(afterNeighbour(danger, onMatterOf(danger))),
  'matter, shared with a neighbour': matter(afterNeighbour(danger, onMatterOf(danger, resident('join')))),
  'receipt, to be checked': paper(onPaper),
  'receipt, found genuine': paper(checked((jws) => jws)),
  'receipt, found changed': paper(checked((jws) => jws.slice(0, -9))),
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
