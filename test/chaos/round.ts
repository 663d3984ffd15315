import type { Machine } from './machine.ts';
import type { RoundPlan } from './plan.ts';
import type { Reporters } from './reporters.ts';
import { type Breakable, strikes } from './strikes.ts';

/** Lets a batch live while all that is planned goes wrong. Ends when everybody has been answered and all is mended. */
export async function playRound(parts: Breakable, reporters: Reporters, plan: RoundPlan): Promise<void> {
  const { machine, moments } = parts;
  moments.begin();
  letLoose(machine, plan);
  const struck = strikeInTurn(parts, plan);
  const lived = reporters.live(plan.residents).finally(moments.end);
  const ends = await Promise.allSettled([struck, lived]);
  await heal(machine);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function strikeInTurn(parts: Breakable, plan: RoundPlan): Promise<void> {
  for (const strike of plan.strikes) {
    await parts.moments.at(strike.at);
    await strikes[strike.kind](parts, strike);
    await parts.machine.start();
    letLoose(parts.machine, plan);
  }
}

function letLoose({ toStore, toReceiver }: Machine, plan: RoundPlan): void {
  toStore.weather(plan.toStore);
  toReceiver.weather(plan.toReceiver);
}

async function heal(machine: Machine): Promise<void> {
  machine.toStore.weather({});
  machine.toReceiver.weather({});
  await machine.start();
}
