import { cursorAt, positionIn } from '../../../shared/adapters/cursor.ts';
import type { Due } from '../../../shared/adapters/memory/tables.ts';
import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { DueRow } from '../../../shared/engine/storage/due-row.ts';
import type { Page } from '../../../shared/engine/storage/page.ts';
import type { DueStore } from '../../../shared/engine/storage/store.ts';

interface Place {
  readonly at: Instant;
  readonly name: string;
  readonly row: DueRow;
}

/**
 * The due index as a store keeps it: the table says at once where a row stands, the lists that a sweep reads may
 * learn of it later. Kept in order, so that reading what is due costs what is due and not what is open.
 */
export interface DueIndex {
  /** In place of the memory store's plain map. */
  readonly table: Map<string, Due>;
  readonly due: DueStore['due'];
  /** Whether a sweep at this time would find anything. */
  anyDue(now: Instant): boolean;
  /** Holds these rows alone from now on, and all lists know of it. */
  refill(rows: ReadonlyMap<string, Due>): void;
}

export interface DueIndexSettings {
  /** How long the lists take to learn of a change, in milliseconds. */
  readonly lagMs: () => number;
  readonly later: (ms: number, act: () => void) => void;
  /** A page may hold fewer rows than were asked for, as DynamoDB's may. */
  readonly pageSizeMax: () => number;
}

export function dueIndex({ lagMs, later, pageSizeMax }: DueIndexSettings): DueIndex {
  const lists = new Map<string, Place[]>();
  const listed = new Map<string, Due>();
  const changes = new Map<string, { made: number; shown: number }>();

  const show = (name: string, due: Due | undefined): void => {
    const before = listed.get(name);
    if (before !== undefined) remove(listOf(lists, before), placeOf(name, before));
    if (due === undefined) listed.delete(name);
    else {
      listed.set(name, due);
      insert(listOf(lists, due), placeOf(name, due));
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
    // Changes of one row are seen in their order; one that comes too late is not seen at all.
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
      const places = lists.get(list) ?? [];
      const from = after === undefined ? 0 : indexAfter(places, Date.parse(after.at), after.id);
      const most = Math.min(limit, pageSizeMax());
      const found: Place[] = [];
      for (let index = from; index < places.length && found.length <= most; index += 1) {
        const place = places[index] as Place;
        if (place.at > now) break;
        found.push(place);
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
  /** Tells nobody. */
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

const placeOf = (name: string, { row }: Due): Place => ({ at: row.dueAt, name, row });

function listOf(lists: Map<string, Place[]>, { lane, shard }: Due): Place[] {
  const name = `${lane}#${shard}`;
  const known = lists.get(name);
  if (known !== undefined) return known;
  const list: Place[] = [];
  lists.set(name, list);
  return list;
}

/** The first index whose place comes after this one. */
function indexAfter(places: readonly Place[], at: Instant, name: string): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle] as Place;
    if (place.at < at || (place.at === at && place.name <= name)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const insert = (places: Place[], place: Place): void => {
  places.splice(indexAfter(places, place.at, place.name), 0, place);
};

function remove(places: Place[], { at, name }: Place): void {
  const index = indexAfter(places, at, name) - 1;
  if (places[index]?.name === name) places.splice(index, 1);
}
