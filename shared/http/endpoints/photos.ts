import * as z from 'zod/mini';
import { grantPhoto } from '../../cases/photos/grant-photo.ts';
import { residentPhoto } from '../../cases/photos/open-photo.ts';
import { UPLOAD_BYTES_MAX } from '../../cases/photos/photo.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { wordsOfAnswers } from '../../locales/words-of-answers.ts';
import { json, picture } from '../answer.ts';
import { residentEndpoint } from '../endpoint.ts';
import { commandId, photoId, token } from '../shapes/ids.ts';
import { photoView } from '../views/photo-view.ts';
import type { PhotoGrant } from '../views/shown-types.ts';

/** Grants the upload of a photo. A repeated request gets the same photo with a new grant. */
export const askToSendPhoto = residentEndpoint({
  takes: () => ({
    path: z.object({ token: token() }),
    body: z.strictObject({ commandId: z.exactOptional(commandId()) }),
  }),
  asks: ({ world, now }, { path, body }) =>
    grantPhoto(world, path.token, { commandId: body.commandId ?? world.system.newToken() }, now),
  answers: ({ photo, upload, until }, { now, language }) =>
    until === undefined
      ? json(200, photoView(photo, now, wordsOfAnswers(language)))
      : json(201, {
          photo: photo.photo,
          ...upload,
          until: toIso(until),
          bytesMax: UPLOAD_BYTES_MAX,
        } satisfies PhotoGrant),
});

export const showPhoto = residentEndpoint({
  takes: () => ({ path: z.object({ token: token(), photo: photoId() }) }),
  asks: ({ world }, { path }) => residentPhoto(world, path.token, path.photo),
  answers: ({ jpeg }) => picture(jpeg),
});
