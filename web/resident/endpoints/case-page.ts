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
import { damagedTexts } from '../../../shared/http/damaged-texts.ts';
import { asResidentsSeeIt } from '../../../shared/http/endpoint.ts';
import { type InputError, statusOf } from '../../../shared/http/problem.ts';
import { problemSentences } from '../../../shared/http/problem-details.ts';
import { type ActionName, actions, isAction } from '../../../shared/http/resident-actions.ts';
import { token } from '../../../shared/http/shapes/ids.ts';
import { trackView } from '../../../shared/http/views/track-view.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { fieldOf } from '../components/actions.ts';
import type { FieldError } from '../components/field.ts';
import { policyFor, withSources } from '../components/script.ts';
import type { Typed } from '../components/tile-picker.ts';
import { fieldErrors } from '../field-errors.ts';
import { type PageCall, pageEndpoint, withChoices } from '../page-endpoint.ts';
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

/** The outcome of an action: done, an upload grant, or the reason why not, with the current case. */
type ActionOutcome =
  | { readonly done: true }
  | { readonly trackedCase: TrackedCase; readonly upload: UploadGrant }
  | {
      readonly trackedCase: TrackedCase;
      readonly action?: ActionName;
      readonly errors: readonly InputError[];
    }
  | { readonly trackedCase: TrackedCase; readonly action: ActionName; readonly because: Refusal };

/** Handles one action of a form, then redirects to the page, so that a reload does not repeat the action. */
export const doAction = pageEndpoint({
  runs: 'track.js',
  takes: () => ({ path: path(), form: typedFields() }),
  asks: (call, given) =>
    given.form.action === 'add-photo'
      ? askForPhoto(call, given.path.token, given.form)
      : attempt(call, given.path.token, given.form),
  answers: (outcome, call, { path: { token: secret }, form: typed }) => {
    if ('done' in outcome) return seeOther(withChoices(`/t/${secret}`, call));
    if ('upload' in outcome)
      return render(200, outcome.trackedCase, call, { secret, upload: outcome.upload });
    const { trackedCase, action } = outcome;
    return 'errors' in outcome
      ? render(422, trackedCase, call, { secret, typed, action, ...invalid(outcome.errors, call, action) })
      : render(statusOf[outcome.because.code], trackedCase, call, {
          secret,
          typed,
          ...refusedAction(outcome, call),
        });
  },
});

async function attempt(
  { world, now, language }: PageCall,
  secret: string,
  { action, ...fields }: Typed,
): Promise<ActionOutcome | Refused> {
  if (!isAction(action))
    return withCurrentCase(world, secret, { errors: [{ field: 'move', code: 'unknown-choice' }] });
  const written = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const { errors, ...read } = { errors: undefined, ...actions[action].read(written, language) };
  if (!('command' in read)) return withCurrentCase(world, secret, { action, errors: errors ?? [] });
  const { command, commandId = world.system.newToken() } = read;
  const { refusal } = await residentMove(world, secret, { command, commandId }, now);
  return refusal === undefined
    ? { done: true }
    : withCurrentCase(world, secret, { action, because: refusal });
}

/** Answers with the page again, now with a form that uploads one photo to the photo store and returns here. */
async function askForPhoto(
  call: PageCall,
  secret: string,
  { commandId }: Typed,
): Promise<ActionOutcome | Refused> {
  const { world, origin, now } = call;
  const request = {
    commandId: commandId || world.system.newToken(),
    back: { path: withChoices(`/t/${secret}`, call), origin },
  };
  const { refusal, upload } = { upload: undefined, ...(await grantPhoto(world, secret, request, now)) };
  if (refusal !== undefined)
    return withCurrentCase(world, secret, { action: 'add-message' as const, because: refusal });
  return upload === undefined ? { done: true } : withCurrentCase(world, secret, { upload });
}

/** Adds the current case to the reason why nothing was done. */
async function withCurrentCase<Reason extends object>(
  world: PageCall['world'],
  secret: string,
  reason: Reason,
): Promise<(Reason & { readonly trackedCase: TrackedCase }) | Refused> {
  const trackedCase = await findTrackedCase(world, secret);
  return trackedCase.refusal === undefined ? { ...reason, trackedCase } : trackedCase;
}

/**
 * The ETag of everything that the page shows except the remaining minutes, which the script counts: a poll without
 * changes gets an empty response.
 */
function tagFor({ caseDetails, place, station }: TrackedCase, { reader, now }: PageCall): string {
  const { language, isLarge } = reader;
  // At midnight "today" becomes "yesterday" without a change of the case.
  const content = [
    trackView(caseDetails, now, wordsOf(language)),
    place,
    station,
    language,
    isLarge,
    dayNumberAt(now),
  ];
  return tagOf(JSON.stringify(content));
}

interface PageChanges {
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
  { secret, ...changes }: PageChanges,
): Answer {
  const { world, reader, now, script } = call;
  const words = wordsOf(reader.language);
  const { caseDetails, place, station } = trackedCase;
  const view = trackView(caseDetails, now, words);
  const { action, errors = [] } = changes;
  // The submitted form may no longer be on the page, since the case has moved on.
  const isOffered = action !== undefined && [...view.actions, 'choose-notices'].includes(action);
  const page = trackPage({
    typed: {},
    ...changes,
    reader,
    words,
    script,
    station,
    view,
    tag: tagFor(trackedCase, call),
    errors: isOffered ? errors : errors.map((error) => ({ ...error, target: 'main' })),
    receiptPath: `/t/${secret}/receipt`,
    placeName: place?.words[reader.language] ?? caseDetails.found.place,
    commandId: world.system.newToken(),
    photosMax: PHOTOS_MAX,
    srcOf: (photo) => `/v1/track/${secret}/photos/${photo}`,
  });
  const policy = withSources(policyFor(trackSheet, script), {
    'img-src': "'self' blob:",
    'form-action': call.uploadOrigin,
    'connect-src': call.uploadOrigin,
  });
  return { ...html(status, page, policy), ...damagedTexts(caseDetails, call) };
}

const invalid = (
  errors: readonly InputError[],
  { language }: PageCall,
  action?: ActionName,
): Partial<PageChanges> => {
  const target = action === undefined ? 'main' : fieldOf[action];
  return {
    errors: fieldErrors(errors, { text: target, rating: target, to: target, by: target }, wordsOf(language)),
  };
};

function refusedAction(
  { action, because }: { action: ActionName; because: Refusal },
  call: PageCall,
): Partial<PageChanges> {
  const words = wordsOf(call.language);
  const { title, detail } = problemSentences(asResidentsSeeIt(because), words, call.requestId);
  return { action, trouble: title, errors: [{ target: fieldOf[action], message: detail }] };
}
