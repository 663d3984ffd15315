import { type Signal, untracked, useSignal, useSignalEffect } from '@preact/signals';
import { type Answer, ask, changes } from '../../api/api.ts';
import { isGone } from '../../api/live.ts';
import type { Board, BoardFilters, BoardRow, Problem } from '../../api/shapes.ts';
import type { BoardView } from '../../route.ts';
import { session } from '../../session/session.ts';

const PAGE_ROWS = 50;
/** So many pages are shown at once: a list of ten thousand cases must not fill the memory of a telephone. */
const PAGES_SHOWN = 6;
const EVERY_MS = 15_000;

interface Page {
  /** The cursor that it was loaded by; the first page has none. */
  readonly cursor: string | undefined;
  readonly rows: readonly BoardRow[];
  readonly next: string | undefined;
}

export interface BoardState {
  readonly pages: readonly Page[];
  /** The cursors of the pages that are no longer shown, before those that are. */
  readonly before: readonly (string | undefined)[];
  readonly isLoaded: boolean;
  readonly problem: Problem | undefined;
}

export interface BoardList {
  readonly state: Signal<BoardState>;
  readonly more: () => void;
  readonly earlier: () => void;
}

const empty: BoardState = { pages: [], before: [], isLoaded: false, problem: undefined };

/** The address of the first page of a list, or of the page after a cursor. */
export function boardPath(view: BoardView, filters: BoardFilters, cursor?: string): string {
  const query = new URLSearchParams({ limit: String(PAGE_ROWS), ...filters });
  if (view === 'low') query.set('trust', 'low');
  else if (view === 'received') query.set('order', 'received');
  else query.set('view', view);
  if (view === 'received') query.set('view', 'all');
  if (cursor !== undefined) query.set('cursor', cursor);
  return `/v1/office/cases?${query}`;
}

/**
 * The rows of a list. The first page rereads itself; further ones are loaded on demand, and of the list of receipt each
 * case comes once, whatever moves meanwhile.
 */
export function useBoard(view: BoardView, filters: BoardFilters): BoardList {
  const state = useSignal(empty);
  const path = boardPath(view, filters);
  const asked = useSignal(path);
  if (asked.peek() !== path) {
    asked.value = path;
    state.value = empty;
  }
  useSignalEffect(() => {
    void changes.value;
    const first = asked.value;
    return untracked(() => followFirst(first, state));
  });

  const load = async (
    cursor: string | undefined,
    place: (page: Page, now: BoardState) => BoardState,
  ): Promise<void> => {
    const answer = await ask<Board>('GET', boardPath(view, filters, cursor));
    if (asked.peek() === path) state.value = answered(answer, cursor, state.peek(), place);
  };
  return {
    state,
    more: () => {
      const cursor = state.peek().pages.at(-1)?.next;
      if (cursor === undefined) return;
      void load(cursor, (page, now) => {
        const shown = [...now.pages, page];
        const gone = shown.slice(0, Math.max(0, shown.length - PAGES_SHOWN));
        return {
          ...now,
          pages: shown.slice(gone.length),
          before: [...now.before, ...gone.map((one) => one.cursor)],
        };
      });
    },
    earlier: () =>
      void load(state.peek().before.at(-1), (page, now) => ({
        ...now,
        pages: [page, ...now.pages].slice(0, PAGES_SHOWN),
        before: now.before.slice(0, -1),
      })),
  };
}

function answered(
  answer: Answer<Board>,
  cursor: string | undefined,
  now: BoardState,
  place: (page: Page, now: BoardState) => BoardState,
): BoardState {
  if (answer.kind === 'problem')
    return { ...(isGone(answer.problem) ? empty : now), problem: answer.problem, isLoaded: true };
  if (answer.kind === 'same') return { ...now, problem: undefined };
  if (answer.kind !== 'done') return now;
  return place({ cursor, rows: answer.body.rows, next: answer.body.next }, { ...now, problem: undefined });
}

function followFirst(path: string, state: Signal<BoardState>): () => void {
  let isWanted = true;
  let etag: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = async (): Promise<void> => {
    clearTimeout(timer);
    if (session.peek() === 'expired' || (document.hidden && etag !== undefined)) return;
    // A person who reads further down must not lose the place.
    if (state.peek().before.length === 0) {
      const answer = await ask<Board>('GET', path, { etag });
      if (!isWanted) return;
      if (answer.kind === 'done') etag = answer.etag;
      // What is dropped has to come again whole.
      if (answer.kind === 'problem' && isGone(answer.problem)) etag = undefined;
      state.value = answered(answer, undefined, state.peek(), (page, now) => ({
        ...now,
        // Later pages begin where the first one ended when they were loaded.
        pages: [page, ...(page.next === now.pages[0]?.next ? now.pages.slice(1) : [])],
        isLoaded: true,
      }));
    }
    timer = setTimeout(read, EVERY_MS);
  };
  const look = (): void => {
    if (!document.hidden) void read();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  void read();
  return () => {
    isWanted = false;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
    removeEventListener('online', look);
  };
}

/** The rows of all pages that are shown, each case once: in the work list a case may have moved from one to another. */
export function rowsOf({ pages }: BoardState): readonly BoardRow[] {
  const seen = new Map<string, BoardRow>();
  for (const { rows } of pages) for (const row of rows) if (!seen.has(row.caseId)) seen.set(row.caseId, row);
  return [...seen.values()];
}

/** How many of these rows are open cases of the same type at the same place, by case. It costs no read: they are loaded. */
export function alikeIn(rows: readonly BoardRow[]): ReadonlyMap<string, number> {
  const spotOf = ({ place, type, dueAt }: BoardRow): string =>
    dueAt === undefined ? '' : `${place} ${type}`;
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(spotOf(row), (counts.get(spotOf(row)) ?? 0) + 1);
  return new Map(
    rows.map((row) => [row.caseId, row.dueAt === undefined ? 0 : (counts.get(spotOf(row)) ?? 0)]),
  );
}
