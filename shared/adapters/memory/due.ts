import { toIso } from '../../engine/calendar/instant.ts';
import type { DueStore } from '../../engine/storage/store.ts';
import { cursorAt, positionIn } from '../cursor.ts';
import { dueName, dueRowAt, type Tables } from './tables.ts';

export const due = (tables: Tables, shardsPerLane: number): DueStore => ({
  shardsPerLane,

  async due(lane, shard, now, limit, cursor) {
    const list = `${lane}#${shard}`;
    const after = positionIn(list, cursor);
    const found = [...tables.due.values()]
      .filter((due) => due.lane === lane && due.shard === shard && due.row.dueAt <= now)
      .map(({ row }) => ({ row, at: toIso(row.dueAt), id: dueName(row) }))
      .filter(({ at, id }) => after === undefined || at > after.at || (at === after.at && id > after.id))
      .sort((left, right) => left.row.dueAt - right.row.dueAt || (left.id < right.id ? -1 : 1));
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map(({ row }) => row),
      ...(last && found.length > rows.length && { next: cursorAt({ list, at: last.at, id: last.id }) }),
    };
  },

  timesParked: async (row) => tables.due.get(dueName(row))?.parked ?? 0,

  async park(row, until) {
    const found = tables.due.get(dueName(row));
    if (found === undefined || found.row.dueAt !== row.dueAt) return undefined;
    const parked = found.parked + 1;
    tables.due.set(dueName(row), { ...found, row: dueRowAt(found.row, until), parked });
    return parked;
  },
});
