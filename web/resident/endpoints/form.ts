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
import { ownWorkers, policyFor, widened } from '../components/script.ts';
import type { Typed } from '../components/tile-picker.ts';
import { fieldErrors } from '../field-errors.ts';
import { onward, type PageCall, pageEndpoint } from '../page-endpoint.ts';
import { formPage } from '../pages/form-page.ts';
import { oldPosterPage } from '../pages/old-poster-page.ts';
import { formSheet } from '../style/sheet.ts';
import { readReport, typedFields, unseenFields } from './report-form.ts';

const path = () => z.object({ place: placeCode() });

export const showForm = pageEndpoint({
  runs: 'form.js',
  takes: () => ({ path: path() }),
  asks: async (call, given) => (await formPlaceOf(call, given.path.place)) ?? refused({ code: 'not-found' }),
  answers: (around, call, given) =>
    around.place.code === given.path.place
      ? form(200, around, call, { token: call.world.system.newToken() })
      : html(200, oldPosterPage({ ...around, ...shownTo(call) }), formSheet.policy),
});

const shownTo = ({ reader }: PageCall) => ({ reader, words: wordsOf(reader.language) });

/** Where a form hangs, and what its reader's browser works on while it is filled in. */
type FormPlace = PlaceDetails & { readonly challenge: string; readonly types: Policy['types'] };

async function formPlaceOf({ world, now }: PageCall, place: string): Promise<FormPlace | undefined> {
  const [around, challenge] = await Promise.all([
    findPlaceDetails(world, place),
    world.proofOfWork.challenge(place, now),
  ]);
  if (around === undefined) return undefined;
  const { types } = await world.policies.current(around.place.station);
  return { ...around, challenge, types };
}

/** What became of a form: a case, or why not yet. */
type Sent =
  | { readonly submitted: Submitted }
  | { readonly around: FormPlace; readonly errors: readonly InputError[] }
  | { readonly around: FormPlace; readonly because: Refusal };

/** Sent twice it is one case. What cannot be taken comes back as it was typed, with what to change. */
export const sendForm = pageEndpoint({
  runs: 'form.js',
  takes: () => ({ path: path(), form: typedFields() }),
  asks: (call, given) => send(call, given.path.place, given.form),
  answers: (sent, call, { form: typed }) => {
    if ('submitted' in sent) {
      const { submitted } = sent;
      return { ...seeOther(onward(`/t/${submitted.token}`, call)), amounts: receivedAmounts(submitted) };
    }
    return 'errors' in sent
      ? form(422, sent.around, call, { typed, ...wrong(sent.errors, call, typed) })
      : form(statusOf[sent.because.code], sent.around, call, {
          typed,
          ...stopped(sent.because, call, typed),
        });
  },
});

async function send(call: PageCall, place: string, typed: Typed): Promise<Sent | Refused> {
  const { world, language, now, address } = call;
  const around = await formPlaceOf(call, place);
  if (around === undefined) return refused({ code: 'not-found' });
  const codes = new Set(around.otherPlaces.map(({ code }) => code));
  const read = readReport(typed, place, codes);
  if ('errors' in read) return { around, errors: read.errors };
  const sender = { address, formPlace: place, ...unseenFields(typed) };
  const report = { language, ...read.report, channel: 'qr', by: { kind: 'resident' }, sender } as const;
  const submitted = await submitCase(world, report, now);
  return submitted.refusal === undefined ? { submitted } : { around, because: submitted.refusal };
}

interface Shown {
  readonly token: string;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
}

function form(status: number, around: FormPlace, { reader, script }: PageCall, shown: Shown): Answer {
  const { types } = around;
  const page = formPage({
    ...{ typed: {}, errors: [], ...shown, ...around },
    ...{ reader, words: wordsOf(reader.language), script },
    photosMax: PHOTOS_MAX,
    sensitiveTypes: new Set(caseTypes.filter((type) => types[type].sensitive)),
  });
  // Photos are looked at by the browser before they are sent.
  return html(status, page, widened(policyFor(formSheet, script, ownWorkers), { 'img-src': 'blob:' }));
}

const targets = {
  type: 't-lost',
  what: 'what',
  'contact.phone': 'phone',
  'contact.name': 'name',
  place: 'elsewhere',
};

const wrong = (errors: readonly InputError[], call: PageCall, typed: Typed): Shown => ({
  token: keptToken(typed, call),
  errors: fieldErrors(errors, targets, wordsOf(call.language)),
});

/** Nothing is wrong with what was typed: the next press of the button may well succeed. */
function stopped(because: Refusal, call: PageCall, typed: Typed): Shown {
  const words = wordsOf(call.language);
  const isAgain = because.code === 'token-used';
  const problem = problemSentences(asResidentsSeeIt(because), words, call.requestId);
  return {
    token: isAgain ? call.world.system.newToken() : keptToken(typed, call),
    trouble: isAgain ? words.form.again : problem.detail,
    errors: [{ target: 'send', message: words.form.submit }],
  };
}

/** As long as nothing was received, the form stays the same report. */
const keptToken = ({ token }: Typed, { world }: PageCall): string => token || world.system.newToken();
