import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { systemOf } from '../../shared/adapters/system.ts';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { decide } from '../../shared/cases/decisions/decide.ts';
import { DAY, fromIso, HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { type Actor, staffActor } from '../../shared/engine/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { caseOf } from './people/cases.ts';
import { drawCommand } from './people/draw-command.ts';
import { desks, stations } from './people/fixtures.ts';
import { type Dice, dice } from './world/dice.ts';

export interface TimerTask {
  readonly seeds: readonly number[];
}

export interface TimerLife {
  readonly caseDays: number;
  readonly commits: number;
  readonly violations: readonly string[];
}

const DAYS = 120;
const CASES = 300;
const startAt = fromIso('2026-01-05T00:00:00.000+08:00') ?? 0;
const clock: Actor = { kind: 'clock' };

/** Simulates cases one after another, each from its report through `DAYS` days of ticks and moves. */
export function timerLife(seeds: readonly number[]): TimerLife {
  const violations: string[] = [];
  let caseDays = 0;
  let commits = 0;
  for (const seed of seeds) {
    const luck = dice(seed);
    for (let count = 0; count < CASES; count += 1) {
      const life = liveOne(luck, (sentence) => violations.push(`seed ${seed} case ${count}: ${sentence}`));
      caseDays += life.caseDays;
      commits += life.commits;
    }
  }
  return { caseDays, commits, violations };
}

function liveOne(luck: Dice, broken: (sentence: string) => void) {
  let now: Instant = startAt + luck.below(200 * 24 * 60) * MINUTE;
  const receivedAt = now;
  const endAt = now + DAYS * DAY;
  const system = systemOf(() => now, luck.chance);
  const submit = {
    move: 'submit',
    station: stations[0],
    caseId: system.newCaseId(),
    reference: system.newReference(),
    reader: 'r'.repeat(43),
    ...caseOf(luck, now),
    place: 'b3-1',
    building: 'b3',
    channel: 'qr',
    language: 'zh-CN',
    reachable: luck.happens(0.7),
  } as const;
  let found: Case | undefined = decide(undefined, submit, { kind: 'resident' }, now, standardPolicy).after;
  let commits = 1;
  while (found !== undefined && isOpenCase(found) && now < endAt) {
    const due: Instant = found.dueAt;
    // Mostly somebody acts before the deadline.
    const acts = luck.happens(0.7);
    now = acts
      ? luck.between(now + 1, Math.max(now + 1, Math.min(due - 1, now + 6 * HOUR)))
      : Math.max(now, due);
    const decision = acts
      ? moved(luck, found, now)
      : decide(found, { move: 'tick' }, clock, now, standardPolicy);
    if (decision?.facts === undefined || decision.facts.length === 0) continue;
    const after: Case = decision.after;
    commits += 1;
    if (after.version !== found.version + 1) broken(`version ${after.version} after ${found.version}`);
    if (isOpenCase(after) && !Number.isSafeInteger(after.dueAt))
      broken(`${after.status} without a next deadline`);
    if (isOpenCase(after) && after.dueKind === 'review') broken(`${after.status} reached the daily review`);
    if (!acts && isOpenCase(after) && after.dueAt <= now) broken('a tick left the case due');
    found = after;
  }
  return { caseDays: (Math.min(now, endAt) - receivedAt) / DAY, commits };
}

function moved(luck: Dice, found: Case, now: Instant) {
  const desk = luck.pick(desks);
  const command = drawCommand(luck, found, desk.role, desk.person, now);
  if (command === undefined || command.move === 'join') return undefined;
  return decide(found, command, staffActor(desk), now, standardPolicy);
}

if (!isMainThread) {
  Error.stackTraceLimit = 0;
  parentPort?.postMessage(timerLife((workerData as TimerTask).seeds));
}
