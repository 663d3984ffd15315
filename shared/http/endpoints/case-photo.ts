import * as z from 'zod/mini';
import { staffPhoto } from '../../cases/photos/open-photo.ts';
import { picture } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { caseId, photoId } from '../shapes/ids.ts';

/** Shows a photo to staff who may see its case. */
export const showCasePhoto = staffEndpoint({
  takes: () => ({ path: z.object({ id: caseId(), photo: photoId() }) }),
  asks: (call, { path }) => staffPhoto({ ...call.world, opener: call.opener }, call, path.id, path.photo),
  answers: ({ jpeg }) => picture(jpeg),
});
