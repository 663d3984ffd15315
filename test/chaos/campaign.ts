import type { Dice } from '../sim/world/dice.ts';
import { type Audit, audit } from './audit.ts';
import { advance } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Machine } from './machine.ts';
import { moments } from './moments.ts';
import { planOf, type RoundPlan, type StrikeKind } from './plan.ts';
import { proofOf, type ShownProof } from './proof.ts';
import type { ReportedCase } from './reported-case.ts';
import { type Reporters, reporters } from './reporters.ts';
import { playRound } from './round.ts';
import type { SmallDisk } from './small-disk.ts';
import type { Breakable } from './strikes.ts';
import { voice } from './words.ts';

export interface CampaignSettings {
  readonly machine: Machine;
  /** What the machine keeps everything on, when that can be full. */
  readonly disk?: SmallDisk | undefined;
  readonly dice: Dice;
  readonly rounds: number;
  readonly residents: number;
  /** What may be done to the machine; a disk that is no one's own must not be filled. */
  readonly kinds: readonly StrikeKind[];
  /** Told after each round. */
  readonly onRound?: (report: RoundReport) => void;
}

export interface RoundReport {
  readonly plan: RoundPlan;
  readonly asked: number;
  readonly putOff: number;
  readonly audit: Audit;
  readonly proof: ShownProof;
}

export interface CampaignReport {
  readonly rounds: readonly RoundReport[];
  /** Over all cases of all rounds, when no message waits any more but those of the last moments. */
  readonly audit: Audit;
  readonly proof: ShownProof;
  readonly received: number;
  /** Requests to the store and to the channel that were lost, refused, or answered late, in part or never. */
  readonly mishaps: number;
  /** How often somebody was told the same again. */
  readonly repeats: number;
  /** What must not be, beside what the audit and the proof name. */
  readonly findings: readonly string[];
}

const HEALED_WITHIN_MINUTES = 10;

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0);

/** Plays rounds of faults on one machine and looks after each whether what was acknowledged is still true. */
export async function campaign(settings: CampaignSettings): Promise<CampaignReport> {
  const { machine, disk, dice, rounds, residents, kinds, onRound } = settings;
  const passing = moments();
  const speaking = voice(machine.origin, passing.count);
  const parts: Breakable = { machine, disk, voice: speaking, moments: passing };
  let bearer = '';
  const desk: Desk = { voice: speaking, bearer: () => bearer };
  const people = reporters(dice.fork(), speaking, desk.bearer);
  const notified: RoundReport[] = [];
  for (const plan of planOf(dice.fork(), { rounds, residents, kinds })) {
    bearer = await speaking.bearer('chief');
    const before = { asked: speaking.asked(), putOff: speaking.putOff(), cases: people.cases.length };
    await playRound(parts, people, plan);
    const [asked, putOff] = [speaking.asked() - before.asked, speaking.putOff() - before.putOff];
    await advance(desk.voice, HEALED_WITHIN_MINUTES);
    const proof = await proofOf(machine, desk);
    const audited = await audit(machine, desk, people.cases.slice(before.cases));
    const report = { plan, asked, putOff, audit: audited, proof };
    notified.push(report);
    onRound?.(report);
  }
  const last = await untilNothingWaits(machine, desk, people);
  const { received, foreign } = machine.receiver;
  const arrivals = sumOf(received.values());
  return {
    rounds: notified,
    audit: last,
    proof: await proofOf(machine, desk),
    received: received.size,
    mishaps: sumOf(machine.toStore.struck.values()) + sumOf(machine.toReceiver.struck.values()),
    repeats: arrivals - received.size,
    findings: [
      ...speaking.defects.map((where) => `a defect was answered: ${where}`),
      ...foreign.map((id) => `a message was not signed: ${id}`),
      ...machine.fell().map((why) => `the run ended by itself: ${why}`),
    ],
  };
}

/** A message that failed is tried for ten hours, and a night may lie before and behind that. */
const HOURS_MAX = 36;

/**
 * Follows each message that waits to its end. While the hours pass the clock decides more, and what that owes may be
 * put off until the morning; so all are looked at again, and followed again, until one look at all finds none.
 */
async function untilNothingWaits(machine: Machine, desk: Desk, { cases }: Reporters): Promise<Audit> {
  let all = await audit(machine, desk, cases);
  let waitFor: readonly ReportedCase[] = all.waitFor;
  for (let hour = 0; hour < HOURS_MAX && waitFor.length > 0; hour += 1) {
    await advance(desk.voice, 60);
    waitFor = (await audit(machine, desk, waitFor)).waitFor;
    if (waitFor.length > 0 && hour < HOURS_MAX - 1) continue;
    all = await audit(machine, desk, cases);
    waitFor = all.waitFor;
  }
  return all;
}
