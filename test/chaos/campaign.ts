import type { Dice } from '../sim/world/dice.ts';
import { apiClient } from './api-client.ts';
import { type Audit, audit } from './audit.ts';
import { advance } from './clock.ts';
import type { Machine } from './machine.ts';
import { planOf, type RoundPlan, type StrikeKind } from './plan.ts';
import { proofOf, type ShownProof } from './proof.ts';
import type { ReportedCase } from './reported-case.ts';
import { type Reporters, reporters } from './reporters.ts';
import { requestCounter } from './request-counter.ts';
import { playRound } from './round.ts';
import type { SmallDisk } from './small-disk.ts';
import type { StaffSession } from './staff-session.ts';
import type { StrikeTargets } from './strikes.ts';

export interface CampaignSettings {
  readonly machine: Machine;
  /** The disk with the machine’s data, if it can be filled. */
  readonly disk?: SmallDisk | undefined;
  readonly dice: Dice;
  readonly rounds: number;
  readonly residents: number;
  /** Allowed strikes. Leave out `disk-full` without a disk of the machine's own. */
  readonly kinds: readonly StrikeKind[];
  /** Called after each round. */
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
  /** Over all cases of all rounds, after the waiting messages were delivered. */
  readonly audit: Audit;
  readonly proof: ShownProof;
  readonly received: number;
  /** Number of faults injected into requests to the store and the channel. */
  readonly mishaps: number;
  /** How often a message arrived again. */
  readonly repeats: number;
  /** Failures besides those of audit and proof. */
  readonly findings: readonly string[];
}

const HEALED_WITHIN_MINUTES = 10;

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0);

/** Runs rounds of faults on one machine and audits everything acknowledged after each round. */
export async function campaign(settings: CampaignSettings): Promise<CampaignReport> {
  const { machine, disk, dice, rounds, residents, kinds, onRound } = settings;
  const counter = requestCounter();
  const client = apiClient(machine.origin, counter.count);
  const parts: StrikeTargets = { machine, disk, apiClient: client, requestCounter: counter };
  let bearer = '';
  const desk: StaffSession = { apiClient: client, bearer: () => bearer };
  const people = reporters(dice.fork(), client, desk.bearer);
  const roundReports: RoundReport[] = [];
  for (const plan of planOf(dice.fork(), { rounds, residents, kinds })) {
    bearer = await client.bearer('chief');
    const before = { asked: client.asked(), putOff: client.putOff(), cases: people.cases.length };
    await playRound(parts, people, plan);
    const [asked, putOff] = [client.asked() - before.asked, client.putOff() - before.putOff];
    await advance(desk.apiClient, HEALED_WITHIN_MINUTES);
    const proof = await proofOf(machine, desk);
    const audited = await audit(machine, desk, people.cases.slice(before.cases));
    const report = { plan, asked, putOff, audit: audited, proof };
    roundReports.push(report);
    onRound?.(report);
  }
  const last = await untilNothingWaits(machine, desk, people);
  const { received, foreign } = machine.receiver;
  const arrivals = sumOf(received.values());
  return {
    rounds: roundReports,
    audit: last,
    proof: await proofOf(machine, desk),
    received: received.size,
    mishaps: sumOf(machine.toStore.struck.values()) + sumOf(machine.toReceiver.struck.values()),
    repeats: arrivals - received.size,
    findings: [
      ...client.defects.map((where) => `a response reported a defect: ${where}`),
      ...foreign.map((id) => `a message was not signed: ${id}`),
      ...machine.unexpectedEnds().map((why) => `the run ended by itself: ${why}`),
    ],
  };
}

/** A failed message is retried for ten hours, with quiet hours possibly before and after. */
const HOURS_MAX = 36;

/**
 * Advances the clock until no message waits. New clock steps create new messages meanwhile, which may wait for the
 * morning, so a full audit follows each time and only one without waiting messages ends the loop.
 */
async function untilNothingWaits(machine: Machine, desk: StaffSession, { cases }: Reporters): Promise<Audit> {
  let all = await audit(machine, desk, cases);
  let waitFor: readonly ReportedCase[] = all.waitFor;
  for (let hour = 0; hour < HOURS_MAX && waitFor.length > 0; hour += 1) {
    await advance(desk.apiClient, 60);
    waitFor = (await audit(machine, desk, waitFor)).waitFor;
    if (waitFor.length > 0 && hour < HOURS_MAX - 1) continue;
    all = await audit(machine, desk, cases);
    waitFor = all.waitFor;
  }
  return all;
}
