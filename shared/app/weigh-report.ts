import { type Budgets, budgetHour } from '../domain/budget.ts';
import type { Doubt } from '../domain/doubt.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { Unavailable } from '../ports.ts';
import type { SpentProof } from '../records.ts';
import { countedAs } from './network.ts';
import type { World } from './world.ts';

/** What a report brings along that nobody typed. */
export interface Sender {
  readonly address: string;
  /** The place whose form or challenge it was; a report may name another one. */
  readonly wall: string;
  readonly proof?: string | undefined;
  /** What stands in a field that people do not see. */
  readonly decoy?: string | undefined;
}

/** How far a report is trusted, and the proof that it uses up. */
export interface Weighed {
  readonly doubt?: Doubt;
  readonly spent?: SpentProof;
}

type WeighWorld = Pick<World, 'store' | 'vault' | 'proofOfWork' | 'policies'>;

/** Weighs a report, and refuses none: whatever is wrong with its sender, it may be an emergency. */
export async function weighReport(
  world: WeighWorld,
  sender: Sender,
  place: string,
  now: Instant,
): Promise<Weighed> {
  const { proof, wall, decoy = '' } = sender;
  const [worked, overspent] = await Promise.all([
    proof === undefined ? undefined : world.proofOfWork.check(proof, wall, now),
    overspentBudget(world, sender, place, now),
  ]);
  const spent = worked?.spent;
  const doubt =
    decoy !== '' ? 'decoy-filled' : worked === undefined ? 'no-proof' : (worked.doubt ?? overspent);
  return { ...(doubt && { doubt }), ...(spent && { spent }) };
}

/** The budget that this report is beyond. Every report counts, also one in doubt: a flood is a flood. */
async function overspentBudget(
  world: WeighWorld,
  { address }: Sender,
  place: string,
  now: Instant,
): Promise<Doubt | undefined> {
  const { hour, endsAt } = budgetHour(now);
  const { budgets } = world.policies.current;
  const count = async (name: string): Promise<number> => {
    try {
      return await world.store.tally(`reports#${hour}#${name}`, 1, endsAt + KEPT);
    } catch (error) {
      // What cannot be counted is not held against anybody; whether the report can be kept, its commit will say.
      if (error instanceof Unavailable) return 0;
      throw error;
    }
  };
  const [byAddress, byPlace, inAll] = await Promise.all([
    countedAs(world, address, now).then((hash) => count(`address#${hash}`)),
    count(`place#${place}`),
    count('all'),
  ]);
  return beyond(budgets, { byAddress, byPlace, inAll });
}

/** For clocks that differ, and for whoever looks into what happened. */
const KEPT = 10 * MINUTE;

interface Counted {
  readonly byAddress: number;
  readonly byPlace: number;
  readonly inAll: number;
}

function beyond(budgets: Budgets, { byAddress, byPlace, inAll }: Counted): Doubt | undefined {
  if (byAddress > budgets.reportsPerAddress) return 'address-budget';
  if (byPlace > budgets.reportsPerPlace) return 'place-budget';
  return inAll > budgets.reportsInAll ? 'whole-budget' : undefined;
}
