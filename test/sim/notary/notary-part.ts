import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { Invariant } from '../invariants/catalogue.ts';
import { notaryJudge } from '../invariants/notary-judge.ts';
import type { Pace } from '../people/habits.ts';
import type { Dice } from '../world/dice.ts';
import { machines } from '../world/machines.ts';
import type { Parts } from '../world/parts.ts';
import type { Ending } from '../world/run.ts';
import { calm, type Swarm } from '../world/swarm.ts';
import type { Timeline } from '../world/timeline.ts';
import { crimes } from './crimes.ts';
import { forgersNight } from './forgers-night.ts';
import { notary } from './notary.ts';
import { drawNotarySwarm } from './notary-swarm.ts';
import { prover } from './prover.ts';
import type { RowChange } from './row-change.ts';

export interface NotaryPartSettings {
  readonly pace: Pace;
  readonly timeline: Timeline;
  readonly dice: Dice;
  /** The faults of the run. */
  readonly swarm: Swarm;
  readonly faultless: boolean | undefined;
  readonly span: { readonly startAt: Instant; readonly healAt: Instant; readonly endAt: Instant };
  readonly parts: Parts;
  readonly tables: Tables;
  /** Without faults, and watched by nobody. */
  readonly store: Store;
  readonly broken: (invariant: Invariant, detail: string) => void;
}

/** The notary, its log, the prover and a forger. Until everything else has ended, they change nothing in the run. */
export interface NotaryPart {
  changed(change: RowChange): void;
  /** Takes a snapshot and returns what is to be done when the table is restored to it. */
  remember(): () => void;
  heal(): void;
  /** Once nothing else moves any more: judges the log, lets the forger in, and judges what the proof says then. */
  afterwards(): Promise<void>;
}

const injectedErrors = new Set(['Unavailable']);

/** Of quiet runs, which cost most and meet least that is new to a notary, some have none. */
const QUIET_SHARE = 0.4;

const none: NotaryPart = {
  changed: () => undefined,
  remember: () => () => undefined,
  heal: () => undefined,
  afterwards: async () => undefined,
};

export function notaryPart(settings: NotaryPartSettings): NotaryPart {
  const { pace, timeline, dice, swarm, faultless, span, parts, tables, store, broken } = settings;
  const { startAt, healAt, endAt } = span;
  if (pace === 'quiet' && !dice.happens(QUIET_SHARE)) return none;
  const drawn = faultless ? calm : drawNotarySwarm(dice.fork(), swarm, startAt, healAt);
  const hosts = machines(timeline, dice.fork(), drawn);
  const entries: LogEntry[] = [];
  const judge = notaryJudge(entries, broken);
  const ended = (handler: string, ending: Ending | undefined): void => {
    if (ending?.how !== 'failed') return;
    const { error } = ending;
    const [name, detail] = error instanceof Error ? [error.name, error.stack] : ['', String(error)];
    if (!injectedErrors.has(name)) broken('no-defect', `${handler}: ${detail}`);
  };
  const shared = { timeline, machines: hosts, parts, tables, entries, ended };
  const vouching = notary({ ...shared, dice: dice.fork(), lost: judge.unheard });
  const proving = prover({
    ...shared,
    dice: dice.fork(),
    shardsPerLane: swarm.shardsPerLane,
    changed: vouching.changed,
    onReport: judge.reported,
  });

  const luck = dice.fork();
  /** Sometimes while faults last. */
  const proveFrom = (at: Instant): void =>
    timeline.at(at, () => {
      if (timeline.now() >= healAt) return;
      proving.prove('daily', 3, () => judge.judgeFound(true));
    });
  if (luck.happens(0.5)) proveFrom(startAt + luck.below(healAt - startAt));

  return {
    changed(change) {
      judge.wrote(change.record);
      vouching.changed(change);
    },
    remember() {
      const back = judge.remember();
      const to = timeline.now();
      return () => {
        back();
        hosts.replaceTable();
        vouching.reset();
        // Some operators say that they have put the table back, and some do not.
        if (luck.happens(0.5)) timeline.after(MINUTE, () => vouching.restored(to));
      };
    },
    heal: hosts.heal,
    async afterwards() {
      hosts.replaceTable();
      timeline.stop();
      vouching.resume();
      const settings = { timeline, dice: luck, tables, judge };
      const does = crimes({ ...settings, store, entries, vouching });
      await forgersNight({ ...settings, proving, crimes: does, from: endAt });
    },
  };
}
