import { createHash } from 'node:crypto';
import { DAY, fromIso, HOUR, type Instant, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { dayNumberAt, startOfDay } from '../../shared/engine/calendar/local-day.ts';
import { drawChannelFaults, noChannelFaults } from './channels/channel-faults.ts';
import type { Violation } from './invariants/catalogue.ts';
import { judge } from './invariants/judge.ts';
import type { MessageTotals } from './invariants/message-totals.ts';
import { notaryPart } from './notary/notary-part.ts';
import { type RowChange, watched } from './notary/row-change.ts';
import { askedHelpers } from './people/asked-helpers.ts';
import { addStations } from './people/fixtures.ts';
import { drawHabits, drawPace, type Habits, type Pace } from './people/habits.ts';
import { http } from './people/http-api.ts';
import { population } from './people/population.ts';
import { backup } from './world/backup.ts';
import { type Dice, dice } from './world/dice.ts';
import { handlers } from './world/handlers.ts';
import { keptStore } from './world/kept-store.ts';
import { type Machines, machines } from './world/machines.ts';
import { type Parts, realParts } from './world/parts.ts';
import { calm, drawSwarm, isDisturbed, isLossless, type Swarm } from './world/swarm.ts';
import { timeline as newTimeline } from './world/timeline.ts';

export interface SimulationSettings {
  readonly seed: number;
  /** Drawn from the seed when absent. */
  readonly pace?: Pace;
  /** Days of faults and work, drawn when absent; a day and a half without faults follows. */
  readonly days?: number;
  readonly parts?: Parts;
  readonly faultless?: boolean;
  /** Overrides what is drawn of how much people report and do. */
  readonly habits?: Partial<Habits>;
  /** These faults and no others. */
  readonly faults?: Partial<Swarm>;
  /** Stops at the first violation, which is enough to catch a mutant. */
  readonly toFirstViolation?: boolean;
}

/** The totals and violations of one run. */
export interface Outcome {
  readonly seed: number;
  readonly pace: Pace;
  readonly violations: readonly Violation[];
  /** Hash over all commits and sends in order: equal for equal seeds, in any process. */
  readonly hash: string;
  /** Days that cases were open, summed over all cases. */
  readonly caseDays: number;
  readonly cases: number;
  readonly commits: number;
  readonly sends: number;
  readonly handlerRuns: number;
  readonly crashes: number;
  /** How often the table was restored from a backup. */
  readonly restores: number;
  readonly messages: MessageTotals;
}

/** Simulates one seed: the real use cases with simulated people, machines and faults. */
export async function simulate(settings: SimulationSettings): Promise<Outcome> {
  const { seed, parts = realParts, toFirstViolation } = settings;
  const luck = dice(seed);
  const drawn = drawPace(luck.fork());
  const pace = settings.pace ?? drawn;
  const habits = { ...drawHabits(pace, luck.fork()), ...settings.habits };
  const { startAt, healAt, endAt } = drawTimes(luck, settings.days ?? habits.days);
  const { faults, faultless = faults !== undefined } = settings;
  const swarm = faultless ? { ...calm, ...faults } : drawSwarm(luck.fork(), startAt, healAt);

  // A generator of its own, so that what is drawn here changes nothing that is drawn elsewhere.
  const later = dice(seed).fork().fork();
  const channelFaults = faultless ? noChannelFaults : drawChannelFaults(later.fork(), startAt, healAt);
  const timeline = newTimeline(startAt);
  const hosts = machines(timeline, luck.fork(), swarm);
  const { tables, index, store } = keptStore(
    {
      lagMs: lagsOf(hosts, luck.fork()),
      later: timeline.after,
      pageSizeMax: () => hosts.swarm().pageSizeMax,
    },
    swarm.shardsPerLane,
  );
  const early: RowChange[] = [];
  await addStations(
    watched(store, (change) => early.push(change)),
    startAt,
  );
  const observer = judge(tables, timeline.now, channelFaults.smsPerDayMax);
  const history = createHash('sha256');
  let sends = 0;
  let caseDays = 0;

  const { worldOf, sweepOnce, replaceTable, heal, ended, counts } = handlers({
    timeline,
    machines: hosts,
    dice: luck.fork(),
    ways: later.fork(),
    channelFaults,
    parts,
    judge: observer,
    store,
    tables,
    onSend({ message: { notice }, taken }) {
      sends += 1;
      if (taken && notice.to !== 'resident') residentsAndStaff.receive(notice);
    },
    onRow: (change) => vouching.changed(change),
    record: (line) => history.update(line),
  });
  const requests = http({ machines: hosts, parts, judge: observer, worldOf, ended });
  const residentsAndStaff = population({
    timeline,
    dice: luck.fork(),
    choosing: later.fork(),
    habits,
    tables,
    store: watched(store, (change) => vouching.changed(change)),
    http: requests,
  });

  const every = (ms: number, from: Instant, act: () => void): void =>
    timeline.at(from, () => {
      act();
      if (timeline.now() < endAt) every(ms, timeline.now() + ms, act);
    });
  const ticking = luck.fork();
  const vouching = notaryPart({
    pace,
    timeline,
    dice: luck.fork(),
    swarm,
    faultless,
    span: { startAt, healAt, endAt },
    parts,
    tables,
    store,
    broken: observer.failed,
  });
  for (const change of early) vouching.changed(change);
  const tick = (): void => {
    const skewMs = hosts.drawSkew();
    // Saves time: a sweep that finds nothing has no effect.
    if (index.anyDue(timeline.now() + skewMs)) sweepOnce(skewMs);
  };
  every(MINUTE, startAt, () => {
    if (toFirstViolation && observer.violations.length > 0) timeline.stop();
    const { missTick, doubleTick } = hosts.swarm();
    if (hosts.isOut('clock') || ticking.happens(missTick)) return;
    tick();
    if (ticking.happens(doubleTick)) timeline.after(ticking.below(3 * SECOND), tick);
  });
  every(HOUR, startAt, () => {
    caseDays += observer.openCases() / 24;
  });
  const { restore } = swarm;
  if (restore !== undefined) {
    timeline.at(restore.to, () => {
      const restoreAll = [backup(tables, index), observer.remember(), vouching.remember()];
      timeline.at(restore.at, () => {
        replaceTable();
        for (const back of restoreAll) back();
        history.update('restored\n');
      });
    });
  }
  timeline.at(healAt, () => {
    hosts.heal();
    heal();
    vouching.heal();
  });
  const lagsFor = swarm.lag > 0 ? swarm.lagMaxMs : 0;
  every(2 * MINUTE, isDisturbed(swarm) ? healAt + lagsFor + MINUTE : startAt, observer.nothingOverdue);
  residentsAndStaff.live(healAt, endAt - 2 * HOUR);
  askedHelpers({ timeline, dice: later.fork(), pace, tables, http: requests }).live(healAt);
  await timeline.run(endAt);

  if (!toFirstViolation || observer.violations.length === 0)
    observer.finish(outagesOf(swarm), isLossless(swarm));
  if (!toFirstViolation || observer.violations.length === 0) await vouching.afterwards();
  const { violations } = observer;
  const hash = history.digest('hex').slice(0, 16);
  const restores = restore === undefined ? 0 : 1;
  const cases = observer.lives.size;
  return {
    ...{ seed, pace, violations, hash, caseDays, cases, sends, restores, ...counts },
    messages: observer.totals(),
  };
}

/** Outages, with the time that a restore lost: to the restored cases it looks like an outage. */
const outagesOf = ({ outages, restore }: Swarm) => [
  ...outages,
  ...(restore === undefined ? [] : [{ from: restore.to, to: restore.at }]),
];

const YEAR_STARTS = fromIso('2026-01-05T00:00:00.000+08:00') ?? 0;
const YEAR_DAYS = 330;

/** Starts at any minute of a year with all holidays; ends at noon, when messages held over night have been sent. */
function drawTimes(luck: Dice, days: number) {
  const startAt = YEAR_STARTS + luck.below(YEAR_DAYS) * DAY + luck.below(24 * 60) * MINUTE;
  const healAt = startAt + days * DAY;
  const endAt = startOfDay(dayNumberAt(healAt + 27 * HOUR)) + DAY + DAY / 2;
  return { startAt, healAt, endAt };
}

const lagsOf = (hosts: Machines, luck: Dice) => () => {
  const { lag, lagMaxMs }: Swarm = hosts.swarm();
  return luck.happens(lag) ? luck.between(1, lagMaxMs) : 0;
};
