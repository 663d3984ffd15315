import { cursorAt, positionIn } from '../../../shared/adapters/cursor.ts';
import type { Due } from '../../../shared/adapters/memory/tables.ts';
import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { DueRow } from '../../../shared/engine/storage/due-row.ts';
import type { Page } from '../../../shared/engine/storage/page.ts';
import type { DueStore } from '../../../shared/engine/storage/store.ts';

interface Position {
  readonly at: Instant;
  readonly name: string;
  readonly row: DueRow;
}

/**
 * The due index of a store: the table is always current, the sorted lists that a sweep reads may lag behind it. Reading
 * costs in proportion to the due rows, not to the open ones.
 */
export interface DueIndex {
  /** Replaces the memory store's plain map. */
  readonly table: Map<string, Due>;
  readonly due: DueStore['due'];
  /** Whether a sweep at this time would find anything. */
  anyDue(now: Instant): boolean;
  /** Replaces all rows, without lag. */
  refill(rows: ReadonlyMap<string, Due>): void;
}

export interface DueIndexSettings {
  /** Lag of the lists for one change, in milliseconds. */
  readonly lagMs: () => number;
  readonly later: (ms: number, act: () => void) => void;
  /** A page may hold fewer rows than requested, as in DynamoDB. */
  readonly pageSizeMax: () => number;
}

export function dueIndex({ lagMs, later, pageSizeMax }: DueIndexSettings): DueIndex {
  const lists = new Map<string, Position[]>();
  const listed = new Map<string, Due>();
  const changes = new Map<string, { made: number; shown: number }>();

  const show = (name: string, due: Due | undefined): void => {
    const before = listed.get(name);
    if (before !== undefined) remove(listOf(lists, before), positionOf(name, before));
    if (due === undefined) listed.delete(name);
    else {
      listed.set(name, due);
      insert(listOf(lists, due), positionOf(name, due));
    }
  };
  const changed = (name: string, due: Due | undefined): void => {
    const lag = lagMs();
    const known = changes.get(name);
    if (lag === 0 && known === undefined) {
      show(name, due);
      return;
    }
    const count = known ?? { made: 0, shown: 0 };
    count.made += 1;
    const mine = count.made;
    changes.set(name, count);
    // Changes of one row apply in order; a change that arrives after a newer one is skipped.
    later(lag, () => {
      if (changes.get(name) !== count) return;
      if (mine > count.shown) {
        count.shown = mine;
        show(name, due);
      }
      if (count.shown === count.made) changes.delete(name);
    });
  };

  const table = new WatchedMap(changed);
  return {
    table,
    refill(rows) {
      changes.clear();
      for (const name of [...listed.keys()]) show(name, undefined);
      table.refill(rows);
      for (const [name, due] of rows) show(name, due);
    },
    anyDue: (now) => [...lists.values()].some(([first]) => first !== undefined && first.at <= now),
    async due(lane, shard, now, limit, cursor): Promise<Page<DueRow>> {
      const list = `${lane}#${shard}`;
      const after = positionIn(list, cursor);
      const positions = lists.get(list) ?? [];
      const from = after === undefined ? 0 : indexAfter(positions, Date.parse(after.at), after.id);
      const most = Math.min(limit, pageSizeMax());
      const found: Position[] = [];
      for (let index = from; index < positions.length && found.length <= most; index += 1) {
        const position = positions[index] as Position;
        if (position.at > now) break;
        found.push(position);
      }
      const shown = found.slice(0, most);
      const last = shown.at(-1);
      return {
        rows: shown.map(({ row }) => row),
        ...(last &&
          found.length > shown.length && { next: cursorAt({ list, at: toIso(last.at), id: last.name }) }),
      };
    },
  };
}

class WatchedMap extends Map<string, Due> {
  readonly #changed: (name: string, due: Due | undefined) => void;
  constructor(changed: (name: string, due: Due | undefined) => void) {
    super();
    this.#changed = changed;
  }
  /** Does not report the changes. */
  refill(rows: ReadonlyMap<string, Due>): void {
    super.clear();
    for (const [name, due] of rows) super.set(name, due);
  }
  override set(name: string, due: Due): this {
    super.set(name, due);
    this.#changed(name, due);
    return this;
  }
  override delete(name: string): boolean {
    const was = super.delete(name);
    if (was) this.#changed(name, undefined);
    return was;
  }
}

const positionOf = (name: string, { row }: Due): Position => ({ at: row.dueAt, name, row });

function listOf(lists: Map<string, Position[]>, { lane, shard }: Due): Position[] {
  const name = `${lane}#${shard}`;
  const known = lists.get(name);
  if (known !== undefined) return known;
  const list: Position[] = [];
  lists.set(name, list);
  return list;
}

/** The first index after this position. */
function indexAfter(positions: readonly Position[], at: Instant, name: string): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const position = positions[middle] as Position;
    if (position.at < at || (position.at === at && position.name <= name)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const insert = (positions: Position[], position: Position): void => {
  positions.splice(indexAfter(positions, position.at, position.name), 0, position);
};

function remove(positions: Position[], { at, name }: Position): void {
  const index = indexAfter(positions, at, name) - 1;
  if (positions[index]?.name === name) positions.splice(index, 1);
}
