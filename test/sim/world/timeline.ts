import type { Instant } from '../../../shared/engine/calendar/instant.ts';

interface Planned {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => void;
}

/** Virtual time: whatever happens is planned here, and nothing waits for a real clock. */
export interface Timeline {
  now(): Instant;
  at(when: Instant, act: () => void): void;
  after(ms: number, act: () => void): void;
  /** Something waits for a promise that was just settled: it goes on before anything else happens. */
  wake(): void;
  /** Lets everything planned until `end` happen, in order of time and, at one instant, of planning. */
  run(end: Instant): Promise<void>;
  /** Nothing more happens. */
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
      const goOn = (): void => {
        try {
          for (let next = heap[0]; next !== undefined && next.at <= end; next = heap[0]) {
            pop(heap);
            now = next.at;
            next.act();
            if (!woken) continue;
            woken = false;
            // A tick comes once no promise has anything left to do: everything has happened then that follows from
            // one event without waiting for another. Going round the event loop would cost more than most handlers.
            process.nextTick(queueMicrotask, goOn);
            return;
          }
          now = end;
          resolve();
        } catch (error) {
          reject(error);
        }
      };
      goOn();
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
