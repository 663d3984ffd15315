import type { Instant } from '../../../shared/engine/calendar/instant.ts';

// Taken before anything replaces `Date` in this thread.
const RealDate = Date;

/** Milliseconds of real time; what a computer's clock says. */
export const realNow = (): Instant => RealDate.now();

/** The clock's shared memory: three constants of the run, and how far it has been moved since. */
const layout = (memory: SharedArrayBuffer) => ({
  constants: new Float64Array(memory, 0, 3),
  moved: new BigInt64Array(memory, 24, 1),
});

/** Makes the memory that every thread reads the time from. */
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
 * Puts the virtual time behind `Date` in this thread, so that unchanged handlers live by it. Timers stay on real
 * time: a day that passes in a second must not fire every timeout of a request.
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
