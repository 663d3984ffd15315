import type { Mac } from '../secrets/mac.ts';
import type { System } from '../system.ts';
import type { NotaryLog } from './notary-log.ts';
import { entryOf, type SegmentContent } from './segment.ts';

/** Adds segments to the log, numbered. */
export interface SegmentWriter {
  /** Throws `Unavailable` when the segment may not have been added. */
  write(content: SegmentContent): Promise<void>;
}

/**
 * The writer of one instance of the notary. After a failure nobody knows whether the number was used, so it goes on as
 * another writer; a gap in the numbers of one writer means that a segment was removed.
 */
export function segmentWriter(
  log: Pick<NotaryLog, 'append'>,
  mac: Mac,
  system: Pick<System, 'newId'>,
): SegmentWriter {
  let writer = system.newId('w');
  let number = 0;
  // Two batches in one instance, as in tests, are added one after the other.
  let turn: Promise<unknown> = Promise.resolve();
  const add = async (content: SegmentContent): Promise<void> => {
    number += 1;
    try {
      await log.append(await entryOf({ ...content, writer, number }, mac));
    } catch (error) {
      [writer, number] = [system.newId('w'), 0];
      throw error;
    }
  };
  return {
    write(content) {
      const added = turn.then(() => add(content));
      turn = added.catch(() => undefined);
      return added;
    },
  };
}
