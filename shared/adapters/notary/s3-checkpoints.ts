import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { CheckpointStore } from '../../engine/notary/notary-log.ts';
import { answerOr, answerUnless } from '../s3/answer.ts';

/** Checkpoints as objects of a bucket without object lock: each part is replaced every day. */
export const s3Checkpoints = (client: S3Client, Bucket: string): CheckpointStore => ({
  async readPart(Key) {
    const failure = 'a checkpoint could not be read';
    const asked = client.send(new GetObjectCommand({ Bucket, Key }));
    const found = await answerUnless(['NoSuchKey'], failure, asked);
    return found && (await answerOr(failure, found.Body?.transformToString('utf8') ?? Promise.resolve('')));
  },
  async writePart(Key, Body) {
    const request = new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' });
    await answerOr('a checkpoint could not be written', client.send(request));
  },
});
