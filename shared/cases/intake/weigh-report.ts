import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { OneTimeUse } from '../../engine/storage/one-time-use.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { type Budgets, budgetHour } from '../../policies/budget-hour.ts';
import type { Place } from '../../stations/place.ts';
import type { TrustReason } from '../trust-reason.ts';
import type { World } from '../world.ts';
import { countedAs } from './network.ts';

/** What a report brings along that nobody typed. */
export interface Sender {
  readonly address: string;
  /** The place whose form or challenge it was; a report may name another one. */
  readonly formPlace: string;
  readonly proofOfWork?: string | undefined;
  /** What stands in a field that people do not see. */
  readonly honeypot?: string | undefined;
}

/** How far a report is trusted, and the proof of work that it uses up. */
export interface Weighed {
  readonly trustReason?: TrustReason;
  readonly usedOnce?: OneTimeUse;
}

type WeighWorld = Pick<World, 'store' | 'vault' | 'proofOfWork' | 'policies'>;

/** Weighs a report, and refuses none: whatever is wrong with its sender, it may be an emergency. */
export async function weighReport(
  world: WeighWorld,
  sender: Sender,
  place: Place,
  now: Instant,
): Promise<Weighed> {
  const { proofOfWork, formPlace, honeypot = '' } = sender;
  const [worked, overBudget] = await Promise.all([
    proofOfWork === undefined ? undefined : world.proofOfWork.check(proofOfWork, formPlace, now),
    exceededBudget(world, sender, place, now),
  ]);
  const usedOnce = worked?.usedOnce;
  const trustReason =
    honeypot !== ''
      ? 'honeypot-filled'
      : worked === undefined
        ? 'no-proof'
        : (worked.trustReason ?? overBudget);
  return { ...defined({ trustReason, usedOnce }) };
}

/** The budget that this report is beyond. Every report counts, also one of low trust: a flood is a flood. */
async function exceededBudget(
  world: WeighWorld,
  { address }: Sender,
  place: Place,
  now: Instant,
): Promise<TrustReason | undefined> {
  const { hour, endsAt } = budgetHour(now);
  const { budgets } = await world.policies.current(place.station);
  const count = async (name: string): Promise<number> => {
    try {
      return await world.store.countUp(`reports#${hour}#${name}`, 1, endsAt + KEPT);
    } catch (error) {
      // What cannot be counted is not held against anybody; whether the report can be kept, its commit will say.
      if (error instanceof Unavailable) return 0;
      throw error;
    }
  };
  const [byAddress, byPlace, inAll] = await Promise.all([
    countedAs(world, address, now).then((hash) => count(`address#${hash}`)),
    count(`place#${place.code}`),
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

function beyond(budgets: Budgets, { byAddress, byPlace, inAll }: Counted): TrustReason | undefined {
  if (byAddress > budgets.reportsPerAddress) return 'address-budget';
  if (byPlace > budgets.reportsPerPlace) return 'place-budget';
  return inAll > budgets.reportsInAll ? 'whole-budget' : undefined;
}
