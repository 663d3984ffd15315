import * as z from 'zod/mini';
import { fieldOf } from '../../../web/components/actions.ts';
import type { FieldError } from '../../../web/components/field.ts';
import { ownWorkers, policyFor, widened } from '../../../web/components/script.ts';
import type { Typed } from '../../../web/components/tile-picker.ts';
import { trackPage } from '../../../web/pages/track-page.ts';
import { trackSheet } from '../../../web/style/sheet.ts';
import { wordsOf } from '../../../web/words/words-of.ts';
import { type Matter, trackMatter } from '../../app/find-matter.ts';
import { grantPhoto } from '../../app/grant-photo.ts';
import type { Refused } from '../../app/refused.ts';
import { residentMove } from '../../app/resident-move.ts';
import { dayNumberAt } from '../../domain/local-day.ts';
import { PHOTOS_MAX } from '../../domain/photo.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { UploadGrant } from '../../records.ts';
import { type Answer, html, seeOther, taggedAs, tagOf } from '../answer.ts';
import { asResidentsSeeIt } from '../endpoint.ts';
import { fieldErrors } from '../field-errors.ts';
import { onward, type PageCall, pageEndpoint } from '../page-endpoint.ts';
import { type InputError, statusOf } from '../problem.ts';
import { problemSentences } from '../problem-details.ts';
import { type DeedName, deeds, isDeed } from '../resident-deeds.ts';
import { token } from '../shapes/ids.ts';
import { typedFields } from '../shapes/report-form.ts';
import { trackView } from '../views/track-view.ts';

const path = () => z.object({ token: token() });

export const showMatter = pageEndpoint({
  runs: 'track.js',
  takes: () => ({ path: path() }),
  asks: ({ world }, given) => trackMatter(world, given.path.token),
  answers: (matter, call, { path: { token: secret } }) => {
    const tag = tagFor(matter, call);
    return taggedAs(tag, sight(200, matter, call, { secret }), call.ifNoneMatch);
  },
});

/** What became of a deed: it is done, or why not, with the matter as it now stands. */
type Done =
  | { readonly done: true }
  | { readonly matter: Matter; readonly upload: UploadGrant }
  | { readonly matter: Matter; readonly action?: DeedName; readonly errors: readonly InputError[] }
  | { readonly matter: Matter; readonly action: DeedName; readonly because: Refusal };

/** One form, one deed; afterwards the page is asked for anew, so that a reload does nothing twice. */
export const doDeed = pageEndpoint({
  runs: 'track.js',
  takes: () => ({ path: path(), form: typedFields() }),
  asks: (call, given) =>
    given.form.action === 'add-photo'
      ? askForPhoto(call, given.path.token, given.form)
      : attempt(call, given.path.token, given.form),
  answers: (outcome, call, { path: { token: secret }, form: typed }) => {
    if ('done' in outcome) return seeOther(onward(`/t/${secret}`, call));
    if ('upload' in outcome) return sight(200, outcome.matter, call, { secret, upload: outcome.upload });
    const { matter, action } = outcome;
    return 'errors' in outcome
      ? sight(422, matter, call, { secret, typed, action, ...wrong(outcome.errors, call, action) })
      : sight(statusOf[outcome.because.code], matter, call, { secret, typed, ...stopped(outcome, call) });
  },
});

async function attempt(
  { world, now }: PageCall,
  secret: string,
  { action, ...fields }: Typed,
): Promise<Done | Refused> {
  if (!isDeed(action))
    return backWith(world, secret, { errors: [{ field: 'move', code: 'unknown-choice' }] });
  const written = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const { errors, ...deed } = { errors: undefined, ...deeds[action].read(written) };
  if (!('command' in deed)) return backWith(world, secret, { action, errors: errors ?? [] });
  const { command, commandId = world.system.newToken() } = deed;
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

/** The matter as it stands now, beside why nothing was done. */
async function backWith<Why extends object>(
  world: PageCall['world'],
  secret: string,
  why: Why,
): Promise<(Why & { readonly matter: Matter }) | Refused> {
  const matter = await trackMatter(world, secret);
  return matter.refusal === undefined ? { ...why, matter } : matter;
}

/** Of all that its reader sees, besides the minutes, which a script counts: a poll that finds nothing new is empty. */
function tagFor({ dossier, place, station }: Matter, { reader, now }: PageCall): string {
  const { language, isLarge } = reader;
  // "Today" becomes "yesterday" without anybody writing.
  const seen = [
    trackView(dossier, now, wordsOf(language)),
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
  readonly action?: DeedName | undefined;
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
}

function sight(status: number, matter: Matter, call: PageCall, { secret, ...shown }: Shown): Answer {
  const { world, reader, now, script } = call;
  const words = wordsOf(reader.language);
  const { dossier, place, station } = matter;
  const view = trackView(dossier, now, words);
  const { action, errors = [] } = shown;
  // The form it came from may be gone, since the matter has moved on.
  const isThere = action !== undefined && view.actions.includes(action);
  const page = trackPage({
    ...{ typed: {}, ...shown, reader, words, script, station, view },
    tag: tagFor(matter, call),
    errors: isThere ? errors : errors.map((error) => ({ ...error, target: 'main' })),
    receiptPath: `/t/${secret}/receipt`,
    placeName: place?.words[reader.language] ?? dossier.found.place,
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

const wrong = (errors: readonly InputError[], { language }: PageCall, action?: DeedName): Partial<Shown> => {
  const target = action === undefined ? 'main' : fieldOf[action];
  return { errors: fieldErrors(errors, { text: target, rating: target }, wordsOf(language)) };
};

function stopped(
  { action, because }: { action: DeedName; because: Refusal },
  call: PageCall,
): Partial<Shown> {
  const words = wordsOf(call.language);
  const { title, detail } = problemSentences(asResidentsSeeIt(because), words, call.requestId);
  return { action, trouble: title, errors: [{ target: fieldOf[action], message: detail }] };
}
