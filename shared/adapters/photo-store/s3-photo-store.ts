import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { GRANT_VALID, UPLOAD_BYTES_MAX } from '../../cases/photos/photo.ts';
import type { PhotoStore } from '../../cases/photos/photo-store.ts';
import { SECOND } from '../../engine/calendar/instant.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { incomingName, keptName } from './object-name.ts';

/** The photo store on an S3 bucket. */
export function s3PhotoStore(client: S3Client, Bucket: string): PhotoStore {
  const read = async (Key: string): Promise<Uint8Array | 'too-large' | undefined> => {
    const found = await answerTo('read', client.send(new GetObjectCommand({ Bucket, Key })));
    if (found?.Body === undefined) return undefined;
    if ((found.ContentLength ?? Number.POSITIVE_INFINITY) <= UPLOAD_BYTES_MAX) {
      return answerTo('read', found.Body.transformToByteArray());
    }
    // An unread body must be destroyed, or its connection stays occupied.
    if ('destroy' in found.Body && typeof found.Body.destroy === 'function') found.Body.destroy();
    return 'too-large';
  };

  return {
    async grantUpload(at, back) {
      const { url, fields } = await createPresignedPost(client, {
        Bucket,
        Key: incomingName(at),
        Expires: GRANT_VALID / SECOND,
        Conditions: [
          ['content-length-range', 1, UPLOAD_BYTES_MAX],
          ['starts-with', '$Content-Type', 'image/'],
        ],
        ...(back !== undefined && { Fields: { success_action_redirect: back } }),
      });
      // The content type that a form without a script sends; the sanitizer checks the bytes.
      return { url, fields: { ...fields, 'Content-Type': 'image/jpeg' } };
    },

    readOriginal: (at) => read(incomingName(at)),

    async show(at) {
      const found = await read(keptName(at));
      return found === 'too-large' ? undefined : found;
    },

    async keep(at, Body) {
      const request = new PutObjectCommand({ Bucket, Key: keptName(at), Body, ContentType: 'image/jpeg' });
      await answerTo('keep', client.send(request));
    },

    async discardOriginal(at) {
      await answerTo('discard', client.send(new DeleteObjectCommand({ Bucket, Key: incomingName(at) })));
    },
  };
}

/**
 * Returns `undefined` for an absent object. Any other error keeps only its name: `Unavailable` when a retry may help,
 * an `Error` when S3 rejected the request.
 */
async function answerTo<Answer>(asked: string, answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return undefined;
    const { name = 'no answer', $metadata = {} } = error as Partial<S3ServiceException>;
    const { httpStatusCode = 500 } = $metadata;
    const words = `${asked} a photo: ${name}`;
    throw httpStatusCode < 500 && httpStatusCode !== 429
      ? new Error(`the photo store refused to ${words}`)
      : new Unavailable(`the photo store did not ${words}`);
  }
}
