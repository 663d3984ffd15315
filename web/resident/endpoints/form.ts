import * as z from 'zod/mini';
import { caseTypes } from '../../../shared/cases/case-type.ts';
import { type Submitted, submitCase } from '../../../shared/cases/intake/submit-case.ts';
import { PHOTOS_MAX } from '../../../shared/cases/photos/photo.ts';
import type { Refusal } from '../../../shared/cases/refusal.ts';
import { type Refused, refused } from '../../../shared/cases/refused.ts';
import { type Answer, html, seeOther } from '../../../shared/http/answer.ts';
import { asResidentsSeeIt } from '../../../shared/http/endpoint.ts';
import { type InputError, statusOf } from '../../../shared/http/problem.ts';
import { problemSentences } from '../../../shared/http/problem-details.ts';
import { placeCode } from '../../../shared/http/shapes/ids.ts';
import { receivedAmounts } from '../../../shared/http/views/received-amounts.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import type { Policy } from '../../../shared/policies/policy.ts';
import { findPlaceDetails, type PlaceDetails } from '../../../shared/stations/find-place.ts';
import type { FieldError } from '../components/field.ts';
import { policyFor, withSources } from '../components/script.ts';
import type { Typed } from '../components/tile-picker.ts';
import { fieldErrors } from '../field-errors.ts';
import { type PageCall, pageEndpoint, withChoices } from '../page-endpoint.ts';
import { formPage } from '../pages/form-page.ts';
import { oldPosterPage } from '../pages/old-poster-page.ts';
import { formSheet } from '../style/sheet.ts';
import { hiddenFields, readReport, typedFields } from './report-form.ts';

const path = () => z.object({ place: placeCode() });

export const showForm = pageEndpoint({
  runs: 'form.js',
  takes: () => ({ path: path() }),
  asks: async (call, given) =>
    (await placeDetailsOf(call, given.path.place)) ?? refused({ code: 'not-found' }),
  answers: (placeDetails, call, given) =>
    placeDetails.place.code === given.path.place
      ? form(200, placeDetails, call, { token: call.world.system.newToken() })
      : html(200, oldPosterPage({ ...placeDetails, ...readerAndWords(call) }), formSheet.policy),
});

const readerAndWords = ({ reader }: PageCall) => ({ reader, words: wordsOf(reader.language) });

/** The place of a form, its proof-of-work challenge, and the station's case types. */
type FormPlace = PlaceDetails & { readonly challenge: string; readonly types: Policy['types'] };

async function placeDetailsOf({ world, now }: PageCall, place: string): Promise<FormPlace | undefined> {
  const [placeDetails, challenge] = await Promise.all([
    findPlaceDetails(world, place),
    world.proofOfWork.challenge(place, now),
  ]);
  if (placeDetails === undefined) return undefined;
  const { types } = await world.policies.current(placeDetails.place.station);
  return { ...placeDetails, challenge, types };
}

/** The outcome of a submitted form: a case, or the reason why not. */
type SubmitOutcome =
  | { readonly submitted: Submitted }
  | { readonly placeDetails: FormPlace; readonly errors: readonly InputError[] }
  | { readonly placeDetails: FormPlace; readonly because: Refusal };

/**
 * Submits the form. Repeated submissions give one case; a form with errors comes back with its content and what to
 * correct.
 */
export const sendForm = pageEndpoint({
  runs: 'form.js',
  takes: () => ({ path: path(), form: typedFields() }),
  asks: (call, given) => send(call, given.path.place, given.form),
  answers: (sent, call, { form: typed }) => {
    if ('submitted' in sent) {
      const { submitted } = sent;
      return { ...seeOther(withChoices(`/t/${submitted.token}`, call)), amounts: receivedAmounts(submitted) };
    }
    return 'errors' in sent
      ? form(422, sent.placeDetails, call, { typed, ...invalid(sent.errors, call, typed) })
      : form(statusOf[sent.because.code], sent.placeDetails, call, {
          typed,
          ...refusedReport(sent.because, call, typed),
        });
  },
});

async function send(call: PageCall, place: string, typed: Typed): Promise<SubmitOutcome | Refused> {
  const { world, language, now, address, isCrossSite } = call;
  const placeDetails = await placeDetailsOf(call, place);
  if (placeDetails === undefined) return refused({ code: 'not-found' });
  const codes = new Set(placeDetails.otherPlaces.map(({ code }) => code));
  const read = readReport(typed, place, codes);
  if ('errors' in read) return { placeDetails, errors: read.errors };
  const sender = { address, formPlace: place, isCrossSite, ...hiddenFields(typed) };
  const report = { language, ...read.report, channel: 'qr', by: { kind: 'resident' }, sender } as const;
  const submitted = await submitCase(world, report, now);
  return submitted.refusal === undefined ? { submitted } : { placeDetails, because: submitted.refusal };
}

interface PageChanges {
  readonly token: string;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
}

function form(
  status: number,
  placeDetails: FormPlace,
  { reader, script }: PageCall,
  changes: PageChanges,
): Answer {
  const { types } = placeDetails;
  const page = formPage({
    typed: {},
    errors: [],
    ...changes,
    ...placeDetails,
    reader,
    words: wordsOf(reader.language),
    script,
    photosMax: PHOTOS_MAX,
    sensitiveTypes: new Set(caseTypes.filter((type) => types[type].sensitive)),
  });
  // The page previews photos from blob URLs before they are sent.
  return html(status, page, withSources(policyFor(formSheet, script), { 'img-src': 'blob:' }));
}

const targets = {
  type: 't-lost',
  what: 'what',
  'contact.phone': 'phone',
  'contact.mail': 'mail',
  'contact.name': 'name',
  notices: 'notices',
  place: 'elsewhere',
};

const invalid = (errors: readonly InputError[], call: PageCall, typed: Typed): PageChanges => ({
  token: keptToken(typed, call),
  errors: fieldErrors(errors, targets, wordsOf(call.language)),
});

/** The input is valid, so pressing the button again may succeed. */
function refusedReport(because: Refusal, call: PageCall, typed: Typed): PageChanges {
  const words = wordsOf(call.language);
  const isTokenUsed = because.code === 'token-used';
  const problem = problemSentences(asResidentsSeeIt(because), words, call.requestId);
  return {
    token: isTokenUsed ? call.world.system.newToken() : keptToken(typed, call),
    trouble: isTokenUsed ? words.form.again : problem.detail,
    errors: [{ target: 'send', message: words.form.submit }],
  };
}

/** The token stays the same until the report is received. */
const keptToken = ({ token }: Typed, { world }: PageCall): string => token || world.system.newToken();
