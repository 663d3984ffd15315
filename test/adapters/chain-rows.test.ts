import { expect, it } from 'vitest';
import { chainRows } from '../../shared/adapters/dynamo/chain-rows.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { factRow } from '../../shared/engine/storage/keys.ts';
import { Unreadable } from '../../shared/engine/storage/store-errors.ts';

const key = keyOf({ station: stationId('st1'), caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId });

it('a history without an end is not read until the memory is full', async () => {
  let pages = 0;
  const endless = {
    documents: {
      send: async () => {
        pages += 1;
        return { Items: [{ ...factRow(key, pages, 0) }], LastEvaluatedKey: { ...factRow(key, pages, 0) } };
      },
    },
    name: 'table',
  } as unknown as Table;
  await expect(chainRows(endless, key, { from: 'F#', through: 'F#~' })).rejects.toThrow(Unreadable);
  expect(pages).toBe(64);
});
