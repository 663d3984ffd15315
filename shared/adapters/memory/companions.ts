import { toIso } from '../../engine/calendar/instant.ts';
import type { Companion, CompanionRange } from '../../engine/storage/companion.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import type { Tables } from './tables.ts';

export const companions = (tables: Tables): CompanionStore => ({
  async companion(key, attributes) {
    const row = companionAt(tables, key);
    if (row === undefined || attributes === undefined) return row;
    return Object.fromEntries(Object.entries(row).filter(([name]) => attributes.includes(name)));
  },

  async companions(pk, { newestFirst, limit, ...range }) {
    const rows = companionsIn(tables, pk, range);
    return (newestFirst ? rows.toReversed() : rows).slice(0, limit);
  },

  async queued(queue, now, limit) {
    const rows = [...tables.companions.values()].flatMap((partition) => [...partition.values()]);
    return rows
      .filter(({ due_pk, due_sk }) => due_pk === queue && String(due_sk) <= toIso(now))
      .sort((left, right) => (String(left.due_sk) < String(right.due_sk) ? -1 : 1))
      .slice(0, limit)
      .map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  },

  async writeCompanions(written) {
    if (!written.every((companion) => isMet(tables, companion))) return false;
    for (const companion of written) putCompanion(tables, companion);
    return true;
  },
});

export const companionAt = ({ companions: kept }: Tables, { pk, sk }: RowKey): Row | undefined =>
  kept.get(pk)?.get(sk);

/** The companions of a partition in the order of their sort keys. */
export const companionsIn = (
  { companions: kept }: Tables,
  pk: string,
  { from = '', through = '~' }: Pick<CompanionRange, 'from' | 'through'>,
): readonly Row[] =>
  [...(kept.get(pk) ?? [])]
    .filter(([sk]) => sk >= from && sk <= through)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, row]) => row);

/** Whether the condition of a companion holds. */
export function isMet(tables: Tables, { key, condition }: Companion): boolean {
  const found = companionAt(tables, key);
  if (condition === 'absent') return found === undefined;
  const seen = Object.entries(condition.unchanged);
  // Without any value the condition means that the row exists, as on DynamoDB.
  return seen.length === 0 ? found !== undefined : seen.every(([name, value]) => found?.[name] === value);
}

/** Replaces the partition instead of changing it, so that a copy of the tables keeps its old content. */
export function putCompanion({ companions: kept }: Tables, { key, values, queued }: Companion): void {
  const place = queued && { due_pk: queued.queue, due_sk: toIso(queued.at) };
  kept.set(key.pk, new Map([...(kept.get(key.pk) ?? []), [key.sk, { ...key, ...values, ...place }]]));
}
