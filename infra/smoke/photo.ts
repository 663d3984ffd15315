import type { PhotoGrant, Track } from '../../shared/http/views/shown-types.ts';
import { Failure } from './failure.ts';
import { MARK, markedPicture } from './marked-picture.ts';
import { answered, type StationClient } from './station-client.ts';
import { type Pause, waitUntil } from './wait-until.ts';

const JPEG_START = [0xff, 0xd8, 0xff];

/** Sends a photo as a browser does, waits for the one that is made of it, and looks into that. */
export async function sendPhoto(client: StationClient, token: string, pause: Pause): Promise<void> {
  const path = { token };
  const { photo, url, fields } = await client.ask<PhotoGrant>('POST /v1/track/{token}/photos', {
    path,
    body: { commandId: 'smoke' },
  });
  await post(url, fields);
  await waitUntil(
    async () => {
      const { photos } = await client.ask<Track>('GET /v1/track/{token}', { path });
      const shown = photos.find((one) => one.photo === photo);
      if (shown?.state === 'refused' || shown?.state === 'lost') throw new Failure(`Photo: ${shown.words}`);
      return shown?.state === 'kept' ? shown : undefined;
    },
    pause,
    'The photo arrived in the bucket, and the function photos made nothing of it: see its log and its alarm.',
  );
  const kept = await client.file('GET /v1/track/{token}/photos/{photo}', { path: { ...path, photo } });
  if (!JPEG_START.every((byte, at) => kept[at] === byte)) throw new Failure('What is shown is no JPEG.');
  if (Buffer.from(kept).includes(MARK))
    throw new Failure('The picture still holds what came with the photo.');
}

/** The fields in their order, the file last, as S3 asks for it. */
async function post(url: string, fields: PhotoGrant['fields']): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([markedPicture()]), 'smoke.png');
  const { status } = await answered('The bucket of photos', url, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  if (status >= 400) throw new Failure(`The bucket of photos answered ${status} to a photo with a grant.`);
}
