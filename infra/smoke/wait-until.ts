import { Failure } from './failure.ts';

/** Five minutes and more at the longest pause. */
const LOOKS_MAX = 70;
const PAUSE_MS_MIN = 200;
const PAUSE_MS_MAX = 5_000;

/** How to spend the time between two looks. */
export type Pause = (look: number) => Promise<void>;

/** Waits longer from look to look: what is quick is seen at once, and what is slow is not asked for all the time. */
export const realTime =
  (interrupted: AbortSignal): Pause =>
  (look) =>
    new Promise((resolve, reject) => {
      if (interrupted.aborted) return reject(interrupted.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(interrupted.reason);
      };
      const timer = setTimeout(
        () => {
          interrupted.removeEventListener('abort', stop);
          resolve();
        },
        Math.min(PAUSE_MS_MIN * 1.5 ** look, PAUSE_MS_MAX),
      );
      interrupted.addEventListener('abort', stop, { once: true });
    });

/** Looks until there is something. A Failure with the given sentence when there is nothing for too long. */
export async function waitUntil<Found>(
  look: () => Promise<Found | undefined>,
  pause: Pause,
  otherwise: string,
): Promise<Found> {
  for (let looked = 0; looked < LOOKS_MAX; looked += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(looked);
  }
  throw new Failure(otherwise);
}
