import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { dayNumberAt, startOfDay } from '../../engine/calendar/local-day.ts';
import { defined } from '../../engine/defined.ts';
import type { NoticeText } from '../../engine/outbox/notice.ts';
import type { ResidentAddress, ResidentBook } from '../../engine/outbox/notify-world.ts';
import { isUrgent } from '../../engine/priority.ts';
import type { StationId } from '../../engine/scope.ts';
import type { AggregateStore } from '../../engine/storage/store.ts';
import { isCaseId, keyOf } from '../case-key.ts';
import type { CaseNotice } from '../case-notice.ts';
import type { RateCounterStore } from '../intake/rate-counter-store.ts';
import { openText, type TextOpener } from '../reading/open-text.ts';
import { type NoticeAddress, noticeAddressIn } from './notice-address.ts';
import { smsCounter } from './short-messages.ts';

/** What a message to a resident names besides its case. */
export interface ResidentLinks {
  readonly by: NoticeAddress['by'];
  /** The address of the tracking page, and the secret in it, which some channels want apart. */
  readonly page: string;
  readonly token: string;
  readonly stop?: string;
}

export interface ResidentBookWorld {
  readonly store: Pick<AggregateStore, 'history'> & RateCounterStore;
  /** Opens contacts and nothing else. */
  readonly opener: TextOpener;
  /** The origin of the residents' pages. */
  readonly origin: string;
  readonly textOf: (notice: CaseNotice, links: ResidentLinks) => NoticeText;
  /** How many short messages a station pays for on one day. */
  readonly smsPerDayMax: (station: StationId) => Promise<number>;
}

/** The part of a day's short messages that is left to urgent cases. */
const RESERVE = 0.2;

/** Counters of a day that is over are kept for a look at them. */
const COUNTER_KEPT = 2 * DAY;

/** Where residents are reached about their cases, as the function reads it that opens contacts. */
export const residentBook = (world: ResidentBookWorld): ResidentBook => ({
  async reach(given) {
    const notice = given as CaseNotice;
    const { own, ownStep } = notice;
    if (own === undefined || !isCaseId(own.id)) return { why: 'no-address' };
    const key = keyOf({ station: own.station, caseId: own.id });
    const { facts, texts } = await world.store.history(key, ownStep);
    const newest = texts.findLast(({ kind }) => kind === 'notice-address');
    if (newest === undefined) return { why: 'no-address' };
    const { text, damaged } = await openText(world.opener, key, facts, newest);
    if (text === undefined) return { why: damaged ? 'address-damaged' : 'address-erased' };
    const address = noticeAddressIn(text);
    if (address === undefined) return { why: 'address-damaged' };
    // Who chose nothing is told of what happens, but not that their report came in: they have just seen that.
    if (notice.kind === 'receipt' && address.asked !== true) return { why: 'not-asked-for' };
    return addressOf(world, address);
  },

  async mayCost(station, priority, now) {
    const max = await world.smsPerDayMax(station);
    const limit = isUrgent(priority) ? max : Math.floor(max * (1 - RESERVE));
    const count = (by: number) => countUp(world, station, by, now);
    if ((await count(1)) <= limit) return true;
    // Given back, so that refused messages do not use up what is kept for urgent ones.
    await count(-1);
    return false;
  },

  async giveBack(station, now) {
    await countUp(world, station, -1, now);
  },
});

function addressOf({ origin, textOf }: ResidentBookWorld, address: NoticeAddress): ResidentAddress {
  const { by, to, token, stop } = address;
  const unsubscribe = stop === undefined ? undefined : `${origin}/stop/${stop}`;
  const links = { by, page: `${origin}/t/${token}`, token, ...defined({ stop: unsubscribe }) };
  return {
    by: by === 'sms' ? 'phone' : 'mail',
    to,
    ...defined({ unsubscribe }),
    textOf: (notice) => textOf(notice as CaseNotice, links),
  };
}

const countUp = (
  { store }: ResidentBookWorld,
  station: StationId,
  by: number,
  now: Instant,
): Promise<number> =>
  store.countUp(smsCounter(station, now), by, startOfDay(dayNumberAt(now) + 1) + COUNTER_KEPT);
