import type { ApiClient } from './api-client.ts';
import { jump } from './clock.ts';
import type { Machine } from './machine.ts';
import type { Strike, StrikeKind } from './plan.ts';
import type { RequestCounter } from './request-counter.ts';
import type { SmallDisk } from './small-disk.ts';

/** What strikes act on, and the counter that times them. */
export interface StrikeTargets {
  readonly machine: Machine;
  readonly disk: SmallDisk | undefined;
  readonly apiClient: ApiClient;
  readonly requestCounter: RequestCounter;
}

type RunStrike = (parts: StrikeTargets, strike: Strike) => Promise<void>;

const untilOver = ({ requestCounter }: StrikeTargets, { at, lasts }: Strike): Promise<void> =>
  requestCounter.at(at + lasts);

/** Runs a strike for its duration. The caller restarts what was killed. */
export const strikes: { readonly [Kind in StrikeKind]: RunStrike } = {
  'engine-killed': async (parts, strike) => {
    await parts.machine.killEngine();
    await untilOver(parts, strike);
  },
  'run-killed': ({ machine }) => machine.killRun(),
  'machine-killed': async ({ machine }) => {
    await Promise.all([machine.killRun(), machine.killEngine()]);
  },
  'thread-ended': async (parts, strike) => {
    // Terminates another thread after every five requests.
    for (let nth = 0; nth < strike.lasts; nth += 5) {
      parts.machine.endThread(nth);
      await parts.requestCounter.at(strike.at + nth);
    }
  },
  'clock-jumped': ({ apiClient }, { jumpMinutes }) => jump(apiClient, jumpMinutes),
  'disk-full': async (parts, strike) => {
    parts.disk?.fill();
    await untilOver(parts, strike);
    parts.disk?.empty();
  },
  'receiver-gone': async (parts, strike) => {
    parts.machine.toReceiver.setFaults({ lost: 1 });
    await untilOver(parts, strike);
    await jump(parts.apiClient, strike.jumpMinutes);
  },
};
