import * as z from 'zod/mini';
import { HOUR } from '../../engine/calendar/instant.ts';
import type { BatchWindow } from '../../engine/outbox/batching/batch-window.ts';
import { DIGEST_IDS_MAX } from '../../engine/outbox/delivery.ts';
import { batchWindowRow, deliveryRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { instant, readRow } from '../../engine/storage/row-parts.ts';
import type { DeliveryStore } from '../../engine/storage/store.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { ifConditionHolds } from './answer.ts';
import { both, either, endedBy, notThereYet, offeredTimes, stillPending } from './conditions.ts';
import { deliveryIn, deliveryItem } from './delivery-item.ts';
import { type Changes, getRow, putRow, type Table, updateRow } from './rows.ts';
import { expiresAfter } from './table.ts';

/** Concurrent writers rarely win twice in a row; this limit ends the loop if they do. */
const TRIES_MAX = 5;

/** Every attribute of a batch window besides its keys and expiry. */
export const batchWindowAttributes = ['first', 'since', 'until'] as const;

const batchWindowShape = z.object({ first: z.string(), since: instant, until: instant });

export const batching = (table: Table): Pick<DeliveryStore, 'openBatchWindow' | 'joinDigest'> => ({
  async openBatchWindow(batchWindow, now) {
    const { station, batch, ...plain } = batchWindow;
    const item: Row = {
      ...batchWindowRow(batchWindow),
      ...plain,
      ...expiresAfter(batchWindow.until + HOUR),
    };
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const opened = putRow(table, item, either(notThereYet(), endedBy(now))).then(() => batchWindow);
      const own = await ifConditionHolds(opened);
      if (own !== undefined) return own;
      const row = await getRow(table, batchWindowRow(batchWindow));
      const current: BatchWindow | undefined = row && {
        station,
        batch,
        ...readRow(batchWindowShape, row),
      };
      if (current !== undefined && current.until > now) return current;
    }
    throw new Unavailable('a batch window could not be opened: others opened and ended it each time');
  },

  async joinDigest(digest, id, namedMax) {
    const key = deliveryRow(digest.subject);
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const row = await getRow(table, key);
      if (row === undefined) {
        const newDigest = { ...digest, digestContent: { ...digest.digestContent, ids: [id] } };
        const created = putRow(table, deliveryItem(newDigest, table.shardsPerLane), notThereYet()).then(
          () => true,
        );
        if (await ifConditionHolds(created)) return true;
        continue;
      }
      const { state, attempts, digestContent } = deliveryIn(row);
      if (state !== 'pending' || attempts > 0) return false;
      const { ids = [] } = digestContent ?? {};
      if (ids.includes(id)) return true;
      if (namedMax !== undefined && ids.length >= namedMax) return false;
      const add: Changes['add'] =
        ids.length < (namedMax ?? DIGEST_IDS_MAX) ? { ids: new Set([id]) } : { others: 1 };
      const joined = updateRow(table, key, { add }, both(stillPending(), offeredTimes(0)));
      if ((await ifConditionHolds(joined)) !== undefined) return true;
    }
    throw new Unavailable('a digest could not be joined: others changed it each time');
  },
});
