import * as z from 'zod/mini';
import { type Refused, refused } from '../../../shared/cases/refused.ts';
import { countAnswered } from '../../../shared/faq/answered-by-itself.ts';
import { isFaqEntryId } from '../../../shared/faq/faq-entry-key.ts';
import { searchFaq } from '../../../shared/faq/search-faq.ts';
import { shownFaqs } from '../../../shared/faq/shown-faqs.ts';
import { type Answer, html } from '../../../shared/http/answer.ts';
import { isToken, placeCode } from '../../../shared/http/shapes/ids.ts';
import type { ShownPlaceFaq } from '../../../shared/http/views/shown-types.ts';
import { placeFaqView } from '../../../shared/http/views/station/faq-view.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { findPlaceDetails, type PlaceDetails } from '../../../shared/stations/find-place.ts';
import type { Typed } from '../components/tile-picker.ts';
import { type PageCall, pageEndpoint } from '../page-endpoint.ts';
import { answersPage } from '../pages/answers-page.ts';
import { answersSheet } from '../style/sheet.ts';
import { typedFields } from './report-form.ts';

const path = () => z.object({ place: placeCode() });

interface Answers {
  readonly at: PlaceDetails;
  readonly shown: readonly ShownPlaceFaq['entries'][number][];
  readonly searched?: string;
  readonly thanks?: boolean;
}

/** The answers of a place's station. */
export const showAnswers = pageEndpoint({
  takes: () => ({ path: path() }),
  asks: (call, given) => answersOf(call, given.path.place),
  answers: (found, call) => render(found, call),
});

/**
 * Searches the answers, or counts that one of them was what somebody wanted to know. What is typed comes in the body, since
 * addresses are kept by browsers.
 */
export const useAnswers = pageEndpoint({
  takes: () => ({ path: path(), form: typedFields() }),
  asks: (call, given) => use(call, given.path.place, given.form),
  answers: (found, call) => render(found, call),
});

async function answersOf({ world, now, reader }: PageCall, place: string): Promise<Answers | Refused> {
  const at = await findPlaceDetails(world, place, 'recent');
  if (at === undefined) return refused({ code: 'not-found' });
  const found = await shownFaqs(world.store, at.place.station, now);
  return { at, shown: placeFaqView(found, reader.language).entries };
}

async function use(call: PageCall, place: string, typed: Typed): Promise<Answers | Refused> {
  const found = await answersOf(call, place);
  if ('refusal' in found) return found;
  const { found: id = '', token = '', q = '' } = typed;
  if (isFaqEntryId(id) && isToken(token) && !call.isCrossSite) {
    const of = { station: found.at.place.station, id, token };
    const counted = await countAnswered(call.world, of, call);
    return counted.refusal ? counted : { ...found, thanks: true };
  }
  const searched = q.trim().slice(0, SEARCH_MAX);
  if (searched === '') return found;
  return { ...found, shown: searchFaq(found.shown, searched, (entry) => entry), searched };
}

/** As long as the field takes. */
const SEARCH_MAX = 200;

function render({ at, ...found }: Answers, { reader, world }: PageCall): Answer {
  const { place, station } = at;
  const words = wordsOf(reader.language);
  const token = world.system.newToken();
  return html(200, answersPage({ ...found, reader, words, station, place, token }), answersSheet.policy);
}
