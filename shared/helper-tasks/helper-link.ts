import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Instant } from '../engine/calendar/instant.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import { idOf, readRow, stationId } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import type { HelperTaskId } from './helper-task.ts';
import { type HelperTaskKey, helperTaskKey, isHelperTaskId } from './helper-task-key.ts';

/** The row `H#sha256(secret)`: it leads from a helper's link to its task. The secret itself is stored nowhere. */
export interface HelperLink {
  readonly key: HelperTaskKey;
  /** The private half of the key to which the task and its photo are sealed; only the link's secret opens it. */
  readonly readerKey: string;
}

const hashOf = (secret: string): string => hash('sha256', secret, 'base64url');

export const helperLinkRow = (secretHash: string): RowKey => ({ pk: `H#${secretHash}`, sk: 'H' });

export const helperLinkCompanion = (
  secret: string,
  { key, readerKey }: HelperLink,
  until: Instant,
): Companion => ({
  key: helperLinkRow(hashOf(secret)),
  values: { station: key.station, task: key.id, readerKey },
  expiresAt: until,
  condition: 'absent',
  conflict: 'helper-link',
});

const shape = onFirstUse(() =>
  z.object({ station: stationId, task: idOf<HelperTaskId>(isHelperTaskId), readerKey: z.string() }),
);

/** The task of a link; `undefined` for one that is unknown or whose row has expired. */
export async function findHelperLink(
  store: Pick<CompanionStore, 'companion'>,
  secret: string,
): Promise<HelperLink | undefined> {
  const row = await store.companion(helperLinkRow(hashOf(secret)));
  return row && helperLinkIn(row);
}

/** The link in its row. Throws `Unreadable` for one that does not parse. */
export function helperLinkIn(row: Row): HelperLink {
  const { station, task, readerKey } = readRow(shape, row);
  return { key: helperTaskKey(station, task), readerKey };
}
