import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { GRANT_VALID, UPLOAD_BYTES_MAX } from '../../cases/photos/photo.ts';
import type { PhotoStore } from '../../cases/photos/photo-store.ts';
import { SECOND } from '../../engine/calendar/instant.ts';
import { answerOr, answerUnless } from '../s3/answer.ts';
import { incomingName, keptName } from './object-name.ts';

/** The photo store on an S3 bucket. */
export function s3PhotoStore(client: S3Client, Bucket: string): PhotoStore {
  const read = async (
    Key: string,
    absent: readonly string[],
  ): Promise<Uint8Array | 'too-large' | undefined> => {
    const asked = client.send(new GetObjectCommand({ Bucket, Key }));
    const found = await answerUnless(absent, failedTo('read'), asked);
    if (found?.Body === undefined) return undefined;
    if ((found.ContentLength ?? Number.POSITIVE_INFINITY) <= UPLOAD_BYTES_MAX) {
      return answerOr(failedTo('read'), found.Body.transformToByteArray());
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

    // Where one that is not there is forbidden, this fails: an upload must not be given up because a right is missing.
    readOriginal: (at) => read(incomingName(at), ['NoSuchKey']),

    async show(at) {
      // No function may list photos, so S3 answers that one which was erased is forbidden.
      const found = await read(keptName(at), ['NoSuchKey', 'AccessDenied']);
      return found === 'too-large' ? undefined : found;
    },

    async keep(at, Body) {
      const request = new PutObjectCommand({
        Bucket,
        Key: keptName(at),
        Body,
        ContentType: 'application/octet-stream',
      });
      await answerOr(failedTo('keep'), client.send(request));
    },

    async discardOriginal(at) {
      const request = new DeleteObjectCommand({ Bucket, Key: incomingName(at) });
      await answerOr(failedTo('discard'), client.send(request));
    },
  };
}

const failedTo = (asked: string): string => `the photo store did not ${asked} a photo`;
