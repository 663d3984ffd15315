import * as z from 'zod/mini';
import { residentMove } from '../../../shared/cases/moves/resident-move.ts';
import { grantPhoto } from '../../../shared/cases/photos/grant-photo.ts';
import { PHOTOS_MAX } from '../../../shared/cases/photos/photo.ts';
import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import { findTrackedCase, type TrackedCase } from '../../../shared/cases/reading/find-tracked-case.ts';
import type { Refusal } from '../../../shared/cases/refusal.ts';
import type { Refused } from '../../../shared/cases/refused.ts';
import { dayNumberAt } from '../../../shared/engine/calendar/local-day.ts';
import { type Answer, html, seeOther, taggedAs, tagOf } from '../../../shared/http/answer.ts';
import { asResidentsSeeIt } from '../../../shared/http/endpoint.ts';
import { type InputError, statusOf } from '../../../shared/http/problem.ts';
import { problemSentences } from '../../../shared/http/problem-details.ts';
import { type ActionName, actions, isAction } from '../../../shared/http/resident-actions.ts';
import { token } from '../../../shared/http/shapes/ids.ts';
import { trackView } from '../../../shared/http/views/track-view.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { fieldOf } from '../components/actions.ts';
import type { FieldError } from '../components/field.ts';
import { ownWorkers, policyFor, widened } from '../components/script.ts';
import type { Typed } from '../components/tile-picker.ts';
import { fieldErrors } from '../field-errors.ts';
import { onward, type PageCall, pageEndpoint } from '../page-endpoint.ts';
import { trackPage } from '../pages/track-page.ts';
import { trackSheet } from '../style/sheet.ts';
import { typedFields } from './report-form.ts';

const path = () => z.object({ token: token() });

export const showCasePage = pageEndpoint({
  runs: 'track.js',
  takes: () => ({ path: path() }),
  asks: ({ world }, given) => findTrackedCase(world, given.path.token),
  answers: (trackedCase, call, { path: { token: secret } }) => {
    const tag = tagFor(trackedCase, call);
    return taggedAs(tag, render(200, trackedCase, call, { secret }), call.ifNoneMatch);
  },
});

/** What became of a action: it is done, or why not, with the case as it now stands. */
type Done =
  | { readonly done: true }
  | { readonly trackedCase: TrackedCase; readonly upload: UploadGrant }
  | {
      readonly trackedCase: TrackedCase;
      readonly action?: ActionName;
      readonly errors: readonly InputError[];
    }
  | { readonly trackedCase: TrackedCase; readonly action: ActionName; readonly because: Refusal };

/** One form, one action; afterwards the page is asked for anew, so that a reload does nothing twice. */
export const doAction = pageEndpoint({
  runs: 'track.js',
  takes: () => ({ path: path(), form: typedFields() }),
  asks: (call, given) =>
    given.form.action === 'add-photo'
      ? askForPhoto(call, given.path.token, given.form)
      : attempt(call, given.path.token, given.form),
  answers: (outcome, call, { path: { token: secret }, form: typed }) => {
    if ('done' in outcome) return seeOther(onward(`/t/${secret}`, call));
    if ('upload' in outcome)
      return render(200, outcome.trackedCase, call, { secret, upload: outcome.upload });
    const { trackedCase, action } = outcome;
    return 'errors' in outcome
      ? render(422, trackedCase, call, { secret, typed, action, ...wrong(outcome.errors, call, action) })
      : render(statusOf[outcome.because.code], trackedCase, call, {
          secret,
          typed,
          ...stopped(outcome, call),
        });
  },
});

async function attempt(
  { world, now }: PageCall,
  secret: string,
  { action, ...fields }: Typed,
): Promise<Done | Refused> {
  if (!isAction(action))
    return backWith(world, secret, { errors: [{ field: 'move', code: 'unknown-choice' }] });
  const written = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const { errors, ...asked } = { errors: undefined, ...actions[action].read(written) };
  if (!('command' in asked)) return backWith(world, secret, { action, errors: errors ?? [] });
  const { command, commandId = world.system.newToken() } = asked;
  const { refusal } = await residentMove(world, secret, { command, commandId }, now);
  return refusal === undefined ? { done: true } : backWith(world, secret, { action, because: refusal });
}

/** The receipt again, now with a form that posts one photo to where photos are kept, and comes back here. */
async function askForPhoto(call: PageCall, secret: string, { commandId }: Typed): Promise<Done | Refused> {
  const { world, origin, now } = call;
  const wish = {
    commandId: commandId || world.system.newToken(),
    back: { path: onward(`/t/${secret}`, call), origin },
  };
  const { refusal, upload } = { upload: undefined, ...(await grantPhoto(world, secret, wish, now)) };
  if (refusal !== undefined)
    return backWith(world, secret, { action: 'add-message' as const, because: refusal });
  return upload === undefined ? { done: true } : backWith(world, secret, { upload });
}

/** The case as it stands now, beside why nothing was done. */
async function backWith<Why extends object>(
  world: PageCall['world'],
  secret: string,
  why: Why,
): Promise<(Why & { readonly trackedCase: TrackedCase }) | Refused> {
  const trackedCase = await findTrackedCase(world, secret);
  return trackedCase.refusal === undefined ? { ...why, trackedCase } : trackedCase;
}

/** Of all that its reader sees, besides the minutes, which a script counts: a poll that finds nothing new is empty. */
function tagFor({ caseDetails, place, station }: TrackedCase, { reader, now }: PageCall): string {
  const { language, isLarge } = reader;
  // "Today" becomes "yesterday" without anybody writing.
  const seen = [
    trackView(caseDetails, now, wordsOf(language)),
    place,
    station,
    language,
    isLarge,
    dayNumberAt(now),
  ];
  return tagOf(JSON.stringify(seen));
}

interface Shown {
  readonly secret: string;
  readonly upload?: UploadGrant;
  readonly typed?: Typed;
  readonly action?: ActionName | undefined;
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
}

function render(
  status: number,
  trackedCase: TrackedCase,
  call: PageCall,
  { secret, ...shown }: Shown,
): Answer {
  const { world, reader, now, script } = call;
  const words = wordsOf(reader.language);
  const { caseDetails, place, station } = trackedCase;
  const view = trackView(caseDetails, now, words);
  const { action, errors = [] } = shown;
  // The form it came from may be gone, since the case has moved on.
  const isThere = action !== undefined && view.actions.includes(action);
  const page = trackPage({
    ...{ typed: {}, ...shown, reader, words, script, station, view },
    tag: tagFor(trackedCase, call),
    errors: isThere ? errors : errors.map((error) => ({ ...error, target: 'main' })),
    receiptPath: `/t/${secret}/receipt`,
    placeName: place?.words[reader.language] ?? caseDetails.found.place,
    commandId: world.system.newToken(),
    photosMax: PHOTOS_MAX,
    srcOf: (photo) => `/v1/track/${secret}/photos/${photo}`,
  });
  const policy = widened(policyFor(trackSheet, script, ownWorkers), {
    'img-src': "'self' blob:",
    'form-action': call.uploadOrigin,
    'connect-src': call.uploadOrigin,
  });
  return html(status, page, policy);
}

const wrong = (
  errors: readonly InputError[],
  { language }: PageCall,
  action?: ActionName,
): Partial<Shown> => {
  const target = action === undefined ? 'main' : fieldOf[action];
  return { errors: fieldErrors(errors, { text: target, rating: target }, wordsOf(language)) };
};

function stopped(
  { action, because }: { action: ActionName; because: Refusal },
  call: PageCall,
): Partial<Shown> {
  const words = wordsOf(call.language);
  const { title, detail } = problemSentences(asResidentsSeeIt(because), words, call.requestId);
  return { action, trouble: title, errors: [{ target: fieldOf[action], message: detail }] };
}
