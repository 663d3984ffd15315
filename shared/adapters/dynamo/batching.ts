import * as z from 'zod/mini';
import { HOUR } from '../../engine/calendar/instant.ts';
import type { BatchWindow } from '../../engine/outbox/batch-window.ts';
import { DIGEST_IDS_MAX } from '../../engine/outbox/digest.ts';
import { batchWindowRow, deliveryRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { instant, readRow } from '../../engine/storage/row-parts.ts';
import type { DeliveryStore } from '../../engine/storage/store.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { unlessBeaten } from './answer.ts';
import { both, either, notThereYet, offeredTimes, overBy, stillPending } from './conditions.ts';
import { deliveryIn, deliveryItem } from './delivery-item.ts';
import { type Changes, getRow, putRow, type Table, updateRow } from './rows.ts';
import { forgottenAfter } from './table.ts';

/** Somebody else opens, joins or closes between two looks: seldom twice, hardly ever more often. */
const TRIES_MAX = 5;

const batchWindowShape = z.object({ first: z.string(), since: instant, until: instant });

export const batching = (table: Table): Pick<DeliveryStore, 'openBatchWindow' | 'joinDigest'> => ({
  async openBatchWindow(batchWindow, now) {
    const { station, batch, ...plain } = batchWindow;
    const item: Row = {
      ...batchWindowRow(batchWindow),
      ...plain,
      ...forgottenAfter(batchWindow.until + HOUR),
    };
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const opened = putRow(table, item, either(notThereYet(), overBy(now))).then(() => batchWindow);
      const mine = await unlessBeaten(opened);
      if (mine !== undefined) return mine;
      const row = await getRow(table, batchWindowRow(batchWindow));
      const standing: BatchWindow | undefined = row && {
        station,
        batch,
        ...readRow(batchWindowShape, row),
      };
      if (standing !== undefined && standing.until > now) return standing;
    }
    throw new Unavailable('a gathering opened and ended again and again');
  },

  async joinDigest(digest, id) {
    const key = deliveryRow(digest.subject);
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const row = await getRow(table, key);
      if (row === undefined) {
        const begun = { ...digest, digestContent: { ...digest.digestContent, ids: [id] } };
        const made = putRow(table, deliveryItem(begun, table.shardsPerLane), notThereYet()).then(() => true);
        if (await unlessBeaten(made)) return true;
        continue;
      }
      const { state, attempts, digestContent } = deliveryIn(row);
      if (state !== 'pending' || attempts > 0) return false;
      const { ids = [] } = digestContent ?? {};
      if (ids.includes(id)) return true;
      const add: Changes['add'] = ids.length < DIGEST_IDS_MAX ? { ids: new Set([id]) } : { others: 1 };
      const linked = updateRow(table, key, { add }, both(stillPending(), offeredTimes(0)));
      if ((await unlessBeaten(linked)) !== undefined) return true;
    }
    throw new Unavailable('a digest could not be joined');
  },
});
