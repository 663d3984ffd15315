import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patternOf } from '../../infra/local/rights/pattern.ts';
import { type RowFamily, rowFamilies } from '../../infra/rights/row-families.ts';
import { deliveryIn, deliveryItem } from '../../shared/adapters/dynamo/delivery-item.ts';
import { factIn, factItem, textIn, textItem } from '../../shared/adapters/dynamo/history-items.ts';
import { putRow, type Table } from '../../shared/adapters/dynamo/rows.ts';
import { stateIn, stateItem } from '../../shared/adapters/dynamo/state-item.ts';
import { tableForm } from '../../shared/adapters/dynamo/table.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { fromIso } from '../../shared/engine/calendar/instant.ts';
import { aggregateKeyIn } from '../../shared/engine/storage/keys.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { testEngine } from '../dynamo-engine.ts';
import { readingsOf } from './stored-readings.ts';

// Rows that this form of the table has, written once by the project and never again: what a station has stored must be
// read by every later release as it is. A change that fails here needs another form, and a way there for stored rows.
const stored = JSON.parse(readFileSync(new URL('stored-rows.json', import.meta.url), 'utf8')) as {
  readonly form: string;
  readonly now: string;
  readonly shardsPerLane: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly readings: Readonly<Record<string, unknown>>;
};

/** JSON has no sets; the file writes them as `{ "set": […] }`. */
const rows: readonly Row[] = stored.rows.map((row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const members = (value as { readonly set?: readonly string[] } | null)?.set;
      return [name, Array.isArray(members) ? new Set(members) : value];
    }),
  ),
);

const engine = await testEngine();
const table: Table = {
  documents: engine.documents,
  name: await engine.newTable(),
  aggregates,
  shardsPerLane: stored.shardsPerLane,
};
for (const row of rows) await putRow(table, row);

describe('the rows of the form', () => {
  it('are those of this release', () => {
    expect(stored.form).toBe(tableForm);
  });

  it.each(Object.keys(rowFamilies) as readonly RowFamily[])('has a row of the family %s', (family) => {
    expect(rows.filter(({ pk }) => patternOf(rowFamilies[family])(String(pk)))).not.toEqual([]);
  });

  it('are read as they were when they were written', async () => {
    const now = fromIso(stored.now) ?? Number.NaN;
    expect(await readingsOf(table, rows, now)).toEqual(stored.readings);
  });

  it.each(rows.filter(({ pk }) => aggregateKeyIn(String(pk)) !== undefined))(
    '$pk $sk is written again as it is',
    (row) => {
      const key = aggregateKeyIn(String(row.pk));
      if (key === undefined) throw new Error('no row of an aggregate');
      const again = (): Row | undefined => {
        switch (String(row.sk)[0]) {
          case 'S':
            return stateItem(aggregates.of(key.kind), stateIn(aggregates, row), stored.shardsPerLane);
          case 'F':
            return factItem(key, factIn(row));
          case 'P':
            return textItem(key, textIn(row));
          case 'D':
            return deliveryItem(deliveryIn(row), stored.shardsPerLane);
          default:
            return row;
        }
      };
      expect(again()).toEqual(row);
    },
  );
});
