import type { Instant } from '../../../shared/engine/calendar/instant.ts';

interface Planned {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => void;
}

/** Virtual time: a queue of planned actions that never waits for a real clock. */
export interface Timeline {
  now(): Instant;
  at(when: Instant, act: () => void): void;
  after(ms: number, act: () => void): void;
  /** Runs the continuations of settled promises before the next planned action. */
  wake(): void;
  /** Runs everything planned until `end`, ordered by time, then by order of planning. */
  run(end: Instant): Promise<void>;
  /** Drops all planned actions. */
  stop(): void;
}

export function timeline(startAt: Instant): Timeline {
  const heap: Planned[] = [];
  let now = startAt;
  let order = 0;
  let woken = false;
  const at = (when: Instant, act: () => void): void => {
    order += 1;
    push(heap, { at: Math.max(when, now), order, act });
  };
  return {
    now: () => now,
    at,
    after: (ms, act) => at(now + ms, act),
    wake() {
      woken = true;
    },
    stop() {
      heap.length = 0;
    },
    run(end) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const runNext = (): void => {
        try {
          for (let next = heap[0]; next !== undefined && next.at <= end; next = heap[0]) {
            pop(heap);
            now = next.at;
            next.act();
            if (!woken) continue;
            woken = false;
            // The next tick comes when the microtask queue is empty: all effects of this action that need no further
            // action have happened. A turn of the event loop would cost more than most handlers.
            process.nextTick(queueMicrotask, runNext);
            return;
          }
          now = end;
          resolve();
        } catch (error) {
          reject(error);
        }
      };
      runNext();
      return promise;
    },
  };
}

const isBefore = (one: Planned, other: Planned): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

function push(heap: Planned[], added: Planned): void {
  let hole = heap.length;
  heap.push(added);
  while (hole > 0) {
    const above = (hole - 1) >> 1;
    const parent = heap[above] as Planned;
    if (!isBefore(added, parent)) break;
    heap[hole] = parent;
    hole = above;
  }
  heap[hole] = added;
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let hole = 0;
  for (;;) {
    const left = 2 * hole + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const lesser =
      right < heap.length && isBefore(heap[right] as Planned, heap[left] as Planned) ? right : left;
    const child = heap[lesser] as Planned;
    if (!isBefore(child, last)) break;
    heap[hole] = child;
    hole = lesser;
  }
  heap[hole] = last;
}
