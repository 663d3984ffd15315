import { jump } from './clock.ts';
import type { Machine } from './machine.ts';
import type { Moments } from './moments.ts';
import type { Strike, StrikeKind } from './plan.ts';
import type { SmallDisk } from './small-disk.ts';
import type { Voice } from './words.ts';

/** What can be broken, and by whose requests it is told how long. */
export interface Breakable {
  readonly machine: Machine;
  readonly disk: SmallDisk | undefined;
  readonly voice: Voice;
  readonly moments: Moments;
}

type Play = (parts: Breakable, strike: Strike) => Promise<void>;

const lasting = ({ moments }: Breakable, { at, lasts }: Strike): Promise<void> => moments.at(at + lasts);

/** Each breaks what it says, for as long as it lasts. What was killed is started again by who called. */
export const strikes: { readonly [Kind in StrikeKind]: Play } = {
  'engine-killed': async (parts, strike) => {
    await parts.machine.killEngine();
    await lasting(parts, strike);
  },
  'run-killed': ({ machine }) => machine.killRun(),
  'machine-killed': async ({ machine }) => {
    await Promise.all([machine.killRun(), machine.killEngine()]);
  },
  'thread-ended': async (parts, strike) => {
    // Another one with every fifth request, whatever it is doing.
    for (let nth = 0; nth < strike.lasts; nth += 5) {
      parts.machine.endThread(nth);
      await parts.moments.at(strike.at + nth);
    }
  },
  'clock-jumped': ({ voice }, { jumpMinutes }) => jump(voice, jumpMinutes),
  'disk-full': async (parts, strike) => {
    parts.disk?.fill();
    await lasting(parts, strike);
    parts.disk?.empty();
  },
  'receiver-gone': async (parts, strike) => {
    parts.machine.toReceiver.weather({ lost: 1 });
    await lasting(parts, strike);
    await jump(parts.voice, strike.jumpMinutes);
  },
};
