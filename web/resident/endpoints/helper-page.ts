import * as z from 'zod/mini';
import { helperPhotoSlots } from '../../../shared/cases/photos/photo.ts';
import type { UploadGrant } from '../../../shared/cases/photos/photo-store.ts';
import {
  type HelperPage,
  helperPhoto,
  helperPage as openPage,
} from '../../../shared/helper-tasks/helper-page.ts';
import { type Answer, html, picture } from '../../../shared/http/answer.ts';
import type { Call } from '../../../shared/http/call.ts';
import { asResidentsSeeIt, type Endpoint, endpointFor } from '../../../shared/http/endpoint.ts';
import { type Problem, statusOf } from '../../../shared/http/problem.ts';
import { problemSentences } from '../../../shared/http/problem-details.ts';
import { helperSecret } from '../../../shared/http/shapes/ids.ts';
import { photoView } from '../../../shared/http/views/photo-view.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import type { FieldError } from '../components/field.ts';
import type { Reader } from '../components/reader.ts';
import { withSources } from '../components/script.ts';
import type { Typed } from '../components/tile-picker.ts';
import { type PageCall, pageEndpoint, readerOf, withChoices } from '../page-endpoint.ts';
import { helperGone, helperPage, helperTrouble } from '../pages/helper-page.ts';
import { helperSheet } from '../style/sheet.ts';

export const helperPath = () => z.object({ ticket: helperSecret() });

/** The page has one size: people who help are often old, and read it in the sun. */
export const large = (reader: Reader): Reader => ({ ...reader, isLarge: true });

export const helperPolicy = withSources(helperSheet.policy, { 'img-src': "'self'" });

/** Problems of these pages. An unknown, expired or revoked link says what to do instead, and nothing else. */
export const asHelperPage = (endpoint: Endpoint<Call>): Endpoint<Call> => ({
  ...endpoint,
  showsProblem(problem: Problem, event, { language, requestId }) {
    const reader = large(readerOf(event, language, 0));
    const words = wordsOf(reader.language);
    const shown =
      problem.code === 'not-found'
        ? helperGone(reader, words)
        : helperTrouble(reader, words, problemSentences(problem, words, requestId));
    return html(statusOf[problem.code], shown, helperPolicy);
  },
});

export const showHelperPage = asHelperPage(
  pageEndpoint({
    takes: () => ({ path: helperPath() }),
    asks: (call, given) => openPage(call.world, given.path.ticket, call),
    answers: (found, call, given) => renderHelper(200, found, call, { secret: given.path.ticket }),
  }),
);

/** A photo is shown as such, and its problems as those of the page. */
export const showHelperPhoto: Endpoint<Call> = asHelperPage(
  endpointFor<Call>(asResidentsSeeIt)({
    takes: () => ({ path: helperPath() }),
    asks: (call, given) => helperPhoto(call.world, given.path.ticket, call),
    answers: ({ jpeg }) => picture(jpeg),
  }),
);

/** What is special about one answer with the page. */
export interface HelperChanges {
  readonly secret: string;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** The grant to send a photo from this page. */
  readonly upload?: UploadGrant | undefined;
}

/** Answers with the page of a task. */
export function renderHelper(
  status: number,
  { task, photos, station }: HelperPage,
  call: PageCall,
  { secret, typed = {}, errors = [], upload }: HelperChanges,
): Answer {
  const reader = large(call.reader);
  const words = wordsOf(reader.language);
  const shown = helperPage({
    ...{ reader, words, station, task, typed, errors, upload },
    photos: photos.map((photo) => photoView(photo, call.now, words)),
    photosMax: helperPhotoSlots.length,
    path: withChoices(`/h/${secret}`, call),
    photoPath: `/h/${secret}/photo`,
    commandId: call.world.system.newToken(),
  });
  return html(status, shown, withSources(helperPolicy, { 'form-action': call.uploadOrigin }));
}
