import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { readLogPk } from '../../../shared/engine/storage/keys.ts';
import type { NotaryJudge } from '../invariants/notary-judge.ts';
import type { Dice } from '../world/dice.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Crimes, PutBack } from './crimes.ts';
import type { Forgery } from './forger.ts';
import type { Prover } from './prover.ts';

export interface NightSettings {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly tables: Tables;
  readonly judge: NotaryJudge;
  readonly proving: Prover;
  readonly crimes: Crimes;
  readonly from: Instant;
}

/** Longer than a statement may be missing without being asked for. */
const STATED_WITHIN = 70 * MINUTE;
const SOON = 10 * MINUTE;
/** Enough for the slowest prover. */
const PROVED_WITHIN = 30 * MINUTE;
const RUNS_MAX = 100;

const histories: readonly Forgery[] = ['another author', 'a version less', 'begun anew'];
const onceOnly: readonly Forgery[] = ['a case less', 'another deadline'];
const readLogs: readonly Forgery[] = ['another reader', 'a read less', 'a log of reads less'];
const putBacks: readonly PutBack[] = [
  'a step without facts',
  'facts changed and put back',
  'a state removed and put back',
];

/**
 * What comes when all else is over: the log is judged once everything can be stated; then somebody falsifies one history
 * in each way that there is, whether or not the stream notices, and the next proof must name each of them and nothing else.
 */
export async function forgersNight(settings: NightSettings): Promise<void> {
  const { timeline, dice, judge, proving, crimes, from } = settings;
  const victims = victimsOf(settings);
  let now = from;
  const pass = async (ms: number): Promise<void> => {
    now += ms;
    await timeline.run(now);
  };
  const trapped = victims.any();
  if (trapped !== undefined) await crimes.step(trapped, false);
  await pass(STATED_WITHIN);
  // The prover has the notary asked to state that step, and the forger is there before the notary.
  proving.prove(
    'asked',
    RUNS_MAX,
    () => undefined,
    (chain) => {
      if (trapped !== undefined && chain === stateName(trapped) && judge.isStated(trapped))
        crimes.falsify('another first author', trapped, false);
    },
  );
  await pass(PROVED_WITHIN);
  judge.judgeFound(false);
  judge.judgeLog();

  const repeated = victims.longest();
  if (repeated !== undefined) crimes.hearAgain(repeated);
  await pass(SOON);
  if (repeated !== undefined && crimes.falsify('another author', repeated, false))
    await crimes.step(repeated, true);
  await falsifyEach(settings, victims);
  await pass(SOON);
  // What a proof of everything has named, the one of the next day names again.
  for (const why of dice.happens(0.2) ? (['asked', 'daily'] as const) : (['asked'] as const)) {
    proving.prove(why, RUNS_MAX, () => undefined);
    await pass(PROVED_WITHIN);
    judge.judgeNamed();
    judge.judgeFound(false);
  }
  judge.judgeLog();
}

/** Honest histories, each to be had once. */
interface Victims {
  any(): AggregateKey | undefined;
  withReads(): AggregateKey | undefined;
  /** The one with most facts. */
  longest(): AggregateKey | undefined;
}

function victimsOf({ tables, judge, dice }: NightSettings): Victims {
  const cases = [...tables.states.values()].map(({ key }) => key).filter(({ kind }) => kind === 'case');
  const left = [...judge.honestAmong(cases)];
  const take = (suits: (key: AggregateKey) => boolean): AggregateKey | undefined => {
    const suitable = left.filter(suits);
    const taken = suitable.length === 0 ? undefined : dice.pick(suitable);
    if (taken !== undefined) left.splice(left.indexOf(taken), 1);
    return taken;
  };
  return {
    any: () => take(() => true),
    longest() {
      const length = (key: AggregateKey): number => tables.facts.get(stateName(key))?.length ?? 0;
      const most = Math.max(...left.map(length));
      return take((key) => length(key) === most);
    },
    withReads: () => take((key) => tables.companions.has(readLogPk(key))),
  };
}

async function falsifyEach({ dice, crimes, tables }: NightSettings, victims: Victims): Promise<void> {
  const heard = (): boolean => dice.happens(0.5);
  for (const what of readLogs) {
    const key = victims.withReads();
    if (key !== undefined) crimes.falsify(what, key, heard());
  }
  for (const what of histories) {
    const key = victims.any();
    if (key === undefined || !crimes.falsify(what, key, heard())) continue;
    // Somebody goes on with the case and knows of nothing.
    for (let steps = dice.between(0, 2); steps > 0; steps -= 1) await crimes.step(key, true);
  }
  for (const what of onceOnly) {
    const key = victims.any();
    if (key !== undefined) crimes.falsify(what, key, heard());
  }
  for (const what of putBacks) {
    const key = victims.any();
    if (key !== undefined) crimes.putBack(what, key);
  }
  const some = [...tables.states.values()].find(({ key: { kind } }) => kind === 'case');
  if (some !== undefined) await crimes.addToLog(some.key);
}
