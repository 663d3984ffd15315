import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Instant } from '../../engine/calendar/instant.ts';
import { inOrder } from '../../engine/in-order.ts';
import { LATE_MAX, type LogEntry, type NotaryLog } from '../../engine/notary/notary-log.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { answerOr, answerUnless } from '../s3/answer.ts';

/** Entries of a page. */
const PAGE_SIZE = 200;
const READS_AT_ONCE = 16;

/**
 * The log as objects of a bucket with object lock, one for each entry, under its name. The bucket's own settings lock
 * each object for years.
 */
export const s3NotaryLog = (client: S3Client, Bucket: string, now: () => Instant): NotaryLog => {
  const { namesBehind, load } = entriesIn(client, Bucket);
  return {
    async append({ name, text }) {
      const request = new PutObjectCommand({
        Bucket,
        Key: name,
        Body: text,
        ContentType: 'application/json',
        IfNoneMatch: '*',
        // S3 takes no object with a retention without a checksum.
        ChecksumAlgorithm: 'SHA256',
      });
      // The name is ours alone, so where it is taken an earlier try, whose answer was lost, has added it.
      await answerUnless(['PreconditionFailed'], failedTo('add'), client.send(request));
    },

    async read(cursor = '') {
      const settled = String(now() - LATE_MAX).padStart(15, '0');
      const { names, more } = await namesBehind(cursor, settled);
      const entries = await inOrder(names, READS_AT_ONCE, load);
      return { entries, cursor: names.findLast((name) => name < settled) ?? cursor, more };
    },
  };
};

/** Lists and reads the entries of a bucket. */
function entriesIn(client: S3Client, Bucket: string) {
  const list = async (after: string, MaxKeys: number): Promise<readonly string[]> => {
    const request = new ListObjectsV2Command({
      Bucket,
      MaxKeys,
      ...(after !== '' && { StartAfter: after }),
    });
    const { Contents = [] } = await answerOr(failedTo('list'), client.send(request));
    return Contents.flatMap(({ Key }) => Key ?? []);
  };

  return {
    async load(name: string): Promise<LogEntry> {
      const request = new GetObjectCommand({ Bucket, Key: name });
      const { Body } = await answerOr(failedTo('read'), client.send(request));
      if (Body === undefined) throw new Unavailable('the notary’s log gave an entry without content');
      return { name, text: await answerOr(failedTo('read'), Body.transformToString('utf8')) };
    },

    /** The next names; a page does not end among those that others may still come before. */
    async namesBehind(cursor: string, settled: string) {
      const names = [...(await list(cursor, PAGE_SIZE + 1))];
      const more = names.length > PAGE_SIZE && (names[PAGE_SIZE - 1] ?? '') < settled;
      if (more) return { names: names.slice(0, PAGE_SIZE), more };
      for (let added = names.length > PAGE_SIZE; added; ) {
        const next = await list(names.at(-1) ?? '', LIST_MAX);
        names.push(...next);
        added = next.length === LIST_MAX;
      }
      return { names, more };
    },
  };
}

const failedTo = (asked: string): string => `the notary’s log did not ${asked} an entry`;

/** S3's own limit. */
const LIST_MAX = 1000;
