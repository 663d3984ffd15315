import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { OneTimeUse } from '../../engine/storage/one-time-use.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { budgetHour } from '../../policies/budgets.ts';
import type { Place } from '../../stations/place.ts';
import type { TrustReason } from '../trust-reason.ts';
import type { World } from '../world.ts';
import { addressHash } from './network.ts';

/** What a request tells about the sender of a report. */
export interface Sender {
  readonly address: string;
  /** The place whose form or challenge was used; the report itself may name another one. */
  readonly formPlace: string;
  readonly proofOfWork?: string | undefined;
  /** The content of the hidden form field. */
  readonly honeypot?: string | undefined;
  /** A page of another site made a browser submit the form. */
  readonly isCrossSite?: boolean;
}

/** Why the report has low trust, if it has, and the proof of work that its commit must use up. */
export interface Weighed {
  readonly trustReason?: TrustReason;
  readonly usedOnce?: OneTimeUse;
}

type WeighWorld = Pick<World, 'store' | 'hasher' | 'proofOfWork' | 'policies'>;

/** Assesses the trust of a report. It refuses none, since any report may be an emergency. */
export async function weighReport(
  world: WeighWorld,
  sender: Sender,
  place: Place,
  now: Instant,
): Promise<Weighed> {
  const { proofOfWork, formPlace, honeypot = '', isCrossSite = false } = sender;
  const [checked, overBudget] = await Promise.all([
    proofOfWork === undefined ? undefined : world.proofOfWork.check(proofOfWork, formPlace, now),
    exceededBudget(world, sender, place, now),
  ]);
  const usedOnce = checked?.usedOnce;
  const trustReason =
    reasonOfForm(honeypot, isCrossSite) ??
    (checked === undefined ? 'no-proof' : (checked.trustReason ?? overBudget));
  return { ...defined({ trustReason, usedOnce }) };
}

function reasonOfForm(honeypot: string, isCrossSite: boolean): TrustReason | undefined {
  if (honeypot !== '') return 'honeypot-filled';
  return isCrossSite ? 'cross-site-form' : undefined;
}

/** The budget that this report exceeds. Reports of low trust are counted as well. */
async function exceededBudget(
  world: WeighWorld,
  { address }: Sender,
  { station, code }: Place,
  now: Instant,
): Promise<TrustReason | undefined> {
  const { hour, endsAt } = budgetHour(now);
  const count = async (name: string): Promise<number> => {
    try {
      return await world.store.countUp(`reports#${hour}#${name}`, 1, endsAt + COUNTER_KEPT);
    } catch (error) {
      // An unavailable counter must not lower the trust of a report or refuse it.
      if (error instanceof Unavailable) return 0;
      throw error;
    }
  };
  const [{ budgets }, byAddress, byPlace, inAll] = await Promise.all([
    world.policies.current(station),
    addressHash(world, address, now).then((hash) => count(`address#${hash}`)),
    // A row each, of one number: one row with all places of a station would grow, and be written whole each time.
    count(`place#${code}`),
    // Of the station, so that no row is written by the reports of all stations.
    count(`station#${station}`),
  ]);
  if (byAddress > budgets.reportsPerAddress) return 'address-budget';
  if (byPlace > budgets.reportsPerPlace) return 'place-budget';
  return inAll > budgets.reportsInAll ? 'whole-budget' : undefined;
}

/** Counters are kept past their hour: machines' clocks differ, and operators may inspect them. */
const COUNTER_KEPT = 10 * MINUTE;
