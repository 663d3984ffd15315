import type { Machine } from './machine.ts';
import type { RoundPlan } from './plan.ts';
import type { Reporters } from './reporters.ts';
import { type StrikeTargets, strikes } from './strikes.ts';

/** Runs the residents of a round together with its faults. Ends when all requests were answered and all faults repaired. */
export async function playRound(parts: StrikeTargets, reporters: Reporters, plan: RoundPlan): Promise<void> {
  const { machine, requestCounter } = parts;
  requestCounter.begin();
  applyFaults(machine, plan);
  const striking = strikeInTurn(parts, plan);
  const reporting = reporters.live(plan.residents).finally(requestCounter.end);
  const results = await Promise.allSettled([striking, reporting]);
  await removeFaults(machine);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function strikeInTurn(parts: StrikeTargets, plan: RoundPlan): Promise<void> {
  for (const strike of plan.strikes) {
    await parts.requestCounter.at(strike.at);
    await strikes[strike.kind](parts, strike);
    await parts.machine.start();
    applyFaults(parts.machine, plan);
  }
}

function applyFaults({ toStore, toReceiver }: Machine, plan: RoundPlan): void {
  toStore.setFaults(plan.toStore);
  toReceiver.setFaults(plan.toReceiver);
}

async function removeFaults(machine: Machine): Promise<void> {
  machine.toStore.setFaults({});
  machine.toReceiver.setFaults({});
  await machine.start();
}
