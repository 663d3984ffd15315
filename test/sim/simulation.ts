import { createHash } from 'node:crypto';
import { DAY, fromIso, HOUR, type Instant, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { dayNumberAt, startOfDay } from '../../shared/engine/calendar/local-day.ts';
import type { Violation } from './invariants/catalogue.ts';
import { judge } from './invariants/judge.ts';
import { addStations, outlets } from './people/fixtures.ts';
import { drawHabits, drawPace, type Pace } from './people/habits.ts';
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
}

/** Simulates one seed: the real use cases with simulated people, machines and faults. */
export async function simulate(settings: SimulationSettings): Promise<Outcome> {
  const { seed, parts = realParts, faultless, toFirstViolation } = settings;
  const luck = dice(seed);
  const drawn = drawPace(luck.fork());
  const pace = settings.pace ?? drawn;
  const habits = drawHabits(pace, luck.fork());
  const { startAt, healAt, endAt } = drawTimes(luck, settings.days ?? habits.days);
  const swarm = faultless ? calm : drawSwarm(luck.fork(), startAt, healAt);

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
  await addStations(store);
  const observer = judge(tables, outlets, timeline.now);
  const history = createHash('sha256');
  let sends = 0;
  let caseDays = 0;

  const { worldOf, sweepOnce, replaceTable, ended, counts } = handlers({
    timeline,
    machines: hosts,
    dice: luck.fork(),
    parts,
    judge: observer,
    store,
    tables,
    outlets,
    onSend({ notice, taken }) {
      sends += 1;
      if (taken && notice.to !== 'resident') residentsAndStaff.receive(notice);
    },
    record: (line) => history.update(line),
  });
  const residentsAndStaff = population({
    timeline,
    dice: luck.fork(),
    habits,
    tables,
    store,
    http: http({ machines: hosts, parts, judge: observer, worldOf, ended }),
  });

  const every = (ms: number, from: Instant, act: () => void): void =>
    timeline.at(from, () => {
      act();
      if (timeline.now() < endAt) every(ms, timeline.now() + ms, act);
    });
  const ticking = luck.fork();
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
      const restoreAll = [backup(tables, index), observer.remember()];
      timeline.at(restore.at, () => {
        replaceTable();
        for (const back of restoreAll) back();
        history.update('restored\n');
      });
    });
  }
  timeline.at(healAt, hosts.heal);
  const lagsFor = swarm.lag > 0 ? swarm.lagMaxMs : 0;
  every(2 * MINUTE, isDisturbed(swarm) ? healAt + lagsFor + MINUTE : startAt, observer.nothingOverdue);
  residentsAndStaff.live(healAt, endAt - 2 * HOUR);
  await timeline.run(endAt);

  if (!toFirstViolation || observer.violations.length === 0)
    observer.finish(outagesOf(swarm), isLossless(swarm));
  const { violations } = observer;
  const hash = history.digest('hex').slice(0, 16);
  const restores = restore === undefined ? 0 : 1;
  return { seed, pace, violations, hash, caseDays, cases: observer.lives.size, sends, restores, ...counts };
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
