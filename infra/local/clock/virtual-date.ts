import type { Instant } from '../../../shared/engine/calendar/instant.ts';

// Read before `Date` is replaced in this thread.
const RealDate = Date;

/** The real time. */
export const realNow = (): Instant => RealDate.now();

/** The layout of the clock's shared memory: three constants, and how far the clock has been moved. */
const layout = (memory: SharedArrayBuffer) => ({
  constants: new Float64Array(memory, 0, 3),
  moved: new BigInt64Array(memory, 24, 1),
});

/** Creates the memory from which every thread reads the time. */
export const makeClockMemory = (virtualNow: Instant, rate: number): SharedArrayBuffer => {
  const memory = new SharedArrayBuffer(32);
  layout(memory).constants.set([realNow(), virtualNow, rate]);
  return memory;
};

/** The virtual time, read without a message to another thread. */
export const clockReader = (memory: SharedArrayBuffer): (() => Instant) => {
  const { constants, moved } = layout(memory);
  const [realStart = 0, virtualStart = 0, rate = 1] = constants;
  return () => Math.floor(virtualStart + (realNow() - realStart) * rate) + Number(Atomics.load(moved, 0));
};

/** Moves the clock of every thread forward. */
export const moveClock = (memory: SharedArrayBuffer, byMilliseconds: number): void => {
  Atomics.add(layout(memory).moved, 0, BigInt(Math.ceil(byMilliseconds)));
};

/**
 * Makes `Date` in this thread return the virtual time, so handlers run unchanged. Timers stay on real time: when a day
 * passes in a second, request timeouts must not fire.
 */
export const replaceDate = (memory: SharedArrayBuffer): void => {
  const now = clockReader(memory);
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
  RealDate.prototype.constructor = VirtualDate;
  globalThis.Date = VirtualDate;
};
