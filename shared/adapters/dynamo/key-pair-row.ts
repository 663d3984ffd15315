import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { StationId } from '../../engine/scope.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import type { KeyPairPlaces } from '../vault/key-pairs.ts';
import type { PairUse } from '../vault/key-use.ts';
import { ifConditionHolds } from './answer.ts';
import { notThereYet } from './conditions.ts';
import { keyCheckIn } from './key-check-row.ts';
import { getRow, type NamedTable, putRow } from './rows.ts';

/** The row of the pair of a use and a station. The number is that of the pair. */
export const keyPairRow = (use: PairUse, station: StationId): RowKey => ({
  pk: `K#${use}#${station}`,
  sk: 'KEY#1',
});

/** The partitions of the pairs of a use, of every station. */
export const keyPairPattern = (use: PairUse): string => `K#${use}#*`;

/** What a function that only seals reads of a pair and of its check value: never the private half, which is wrapped beside it. */
export const publicKeyAttributes = ['pk', 'sk', 'publicKey', 'check'] as const;

const filled = () => z.string().check(z.minLength(1));
const publicShape = onFirstUse(() => z.object({ publicKey: filled() }));
const shape = onFirstUse(() => z.object({ publicKey: filled(), wrapped: filled() }));

/** Stores the pairs of stations in the table. Each is written once and never changed. */
export const keyPairsIn =
  (table: NamedTable): KeyPairPlaces =>
  (use, station) => {
    const place = keyPairRow(use, station);
    return {
      check: keyCheckIn(table, place),
      async read() {
        const row = await getRow(table, place);
        if (row === undefined) return undefined;
        const parsed = shape().safeParse(row);
        // An unreadable row is an error and does not count as absent: a new pair would open nothing that is stored.
        if (!parsed.success) throw new Unreadable('the row of the pair of keys does not read');
        return parsed.data;
      },
      async readPublic() {
        const row = await getRow(table, place, publicKeyAttributes);
        if (row === undefined) return undefined;
        const parsed = publicShape().safeParse(row);
        if (!parsed.success) throw new Unreadable('the row of the pair of keys does not read');
        return parsed.data;
      },
      async writeUnlessThere({ publicKey, wrapped }) {
        await ifConditionHolds(putRow(table, { ...place, publicKey, wrapped }, notThereYet()));
      },
    };
  };
