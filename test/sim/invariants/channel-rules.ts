import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import type { CaseNotice } from '../../../shared/cases/case-notice.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { localDayAt } from '../../../shared/engine/calendar/local-day.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../../shared/engine/outbox/delivery-id.ts';
import { isUrgent } from '../../../shared/engine/priority.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { perMinuteOf, routeNames, wayOf } from '../channels/contents.ts';
import { type Sending, wordsOf } from '../channels/receivers.ts';
import type { Trial } from '../channels/senders.ts';
import type { Run } from '../world/run.ts';
import type { Invariant } from './catalogue.ts';
import { type Life, readable } from './life.ts';
import { type TrackedMessage, wrongToSend, wrongToSuppress } from './message-rules.ts';

type Broken = (invariant: Invariant, detail: string) => void;

/** What the judge counts of sends, by channel and minute or by station and day of the sender's clock. */
export interface SendCounts {
  readonly perMinute: Map<string, number>;
  readonly smsPerDay: Map<string, number>;
  /** The highest value of each counter of short messages. */
  readonly peaks: Map<string, number>;
  /** How often each receiver took each notice, by its id and the channel. */
  readonly taken: Map<string, number>;
  readonly totals: { requests: number };
}
export const noSendCounts = (): SendCounts => ({
  perMinute: new Map(),
  smsPerDay: new Map(),
  peaks: new Map(),
  taken: new Map(),
  totals: { requests: 0 },
});

const raise = (counts: Map<string, number>, name: string): number => {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
};

/** What people wrote, which no message may hold. */
const written = ['黑色手机', '已经联系了', '请您放心'];

/** Messages to residents and staff are sent by two functions, of which one opens addresses. */
export function judgeSender({ handler }: Run, notice: CaseNotice, broken: Broken): void {
  const own = notice.to === 'resident' ? 'notify-residents' : 'notify';
  if (handler !== own) broken('own-sender', `${notice.id} by ${handler}`);
}

/** A message leaves by its station's route, and by the next channel only where the one before has been tried. */
export function judgeTrial(
  message: TrackedMessage,
  { notice, channel, run, urgent }: Trial,
  broken: Broken,
): void {
  const route = routeNames({
    station: notice.station,
    to: message.delivery.message.to,
    person: notice.people[0],
    urgent,
    sensitive: notice.sensitive === true,
  });
  const place = route.indexOf(channel);
  if (place < 0) broken('over-own-channels', `${notice.id} over ${channel}`);
  const attempt = run.claims.get(message.id) ?? 0;
  message.trials.set(channel, (message.trials.get(channel) ?? new Set()).add(attempt));
  message.route = route;
  if (notice.to === 'resident') return;
  const skipped = route.slice(0, place).find((one) => message.trials.get(one)?.has(attempt) !== true);
  if (skipped !== undefined) broken('over-own-channels', `${notice.id} over ${channel} before ${skipped}`);
}

/** A request to a receiver: within its limit, to its own station, and with nothing that it must not hold. */
export function judgeRequest(
  counts: SendCounts,
  sending: Sending,
  about: Life | undefined,
  smsPerDayMax: number,
  broken: Broken,
): void {
  const { receiver, message, now, taken } = sending;
  const { station, name, kind } = receiver;
  const { notice } = message;
  counts.totals.requests += 1;
  if (taken) raise(counts.taken, `${notice.id} ${name}`);
  if (station !== notice.station) broken('over-own-channels', `${notice.id} to ${station}`);
  const minute = raise(counts.perMinute, `${station}/${name}#${Math.floor(now / MINUTE)}`);
  const most = Math.floor((perMinuteOf[kind] ?? Number.POSITIVE_INFINITY) / 2);
  if (minute > most) broken('within-its-rate', `${minute} to ${station}/${name}`);
  if (wayOf[kind] === 'sms' && taken) {
    const day = raise(counts.smsPerDay, `${station}#${localDayAt(now)}`);
    if (day > smsPerDayMax) broken('paid-for', `${day} short messages of ${station}`);
  }
  judgeWords(sending, about, broken);
}

function judgeWords(sending: Sending, about: Life | undefined, broken: Broken): void {
  const { receiver, message } = sending;
  const words = wordsOf(sending);
  const tells = written.some((text) => words.includes(text));
  const isSensitive = about !== undefined && hidesContent(about.found);
  const place = `${receiver.station}-b3-1`;
  const isGroup = wayOf[receiver.kind] === undefined;
  const opens = isGroup && words.includes('/t/');
  const names = isGroup && /1[38]\d{9}|@example/.test(words.replace(message.notice.id, ''));
  if (tells || opens || names || (isSensitive && words.includes(place)))
    broken('nothing-in-words', `${message.notice.id} over ${receiver.name}`);
}

const hidesContent = ({ type, sensitive }: Case): boolean =>
  sensitive === true || standardPolicy.types[type].sensitive;

/** Whether a resident is told as they chose, at an address of theirs, with the link of their own case. */
export function judgeReached(
  { receiver, message, begunAt, ...request }: Sending,
  lives: ReadonlyMap<string, Life>,
  tables: Tables,
  broken: Broken,
): void {
  const { notice, address } = message;
  const name = notice.own && stateName(notice.own);
  const own = name === undefined ? undefined : lives.get(name);
  if (own === undefined) {
    broken('as-chosen', `${notice.id} to nobody`);
    return;
  }
  const way = wayOf[receiver.kind];
  if (!readable(own, begunAt).some((found) => chosenWay(found) === way))
    broken('as-chosen', `${notice.id} by ${way}`);
  const left = addressesIn(own, tables).find((one) => one.by === way && one.to === address);
  const words = wordsOf({ receiver, ...request });
  const holdsLink = left !== undefined && words.includes(way === 'sms' ? left.token : `/t/${left.token}`);
  if (!holdsLink) broken('as-chosen', `${notice.id} to another address or with another link`);
}

interface Left {
  readonly by: string;
  readonly to: string;
  readonly token: string;
  readonly asked?: true;
}

/** The simulator keeps texts as they are. */
const addressesIn = ({ name }: Life, tables: Tables): readonly Left[] =>
  (tables.texts.get(name) ?? []).flatMap(({ kind, sealed }) =>
    kind === 'notice-address' ? [JSON.parse(sealed.ciphertext) as Left] : [],
  );

const chosenWay = ({ noticesBy, reachable, reporterLeft }: Case): string =>
  reporterLeft ? 'none' : (noticesBy ?? (reachable ? 'sms' : 'none'));

/** Whether a resident surely wanted to be told of what is sent at `now`. */
export const wantsToBeTold = (life: Life, now: Instant): boolean =>
  readable(life, now).every((found) => chosenWay(found) !== 'none');

const forResidents = ['stopped', 'not-asked-for', 'no-address', 'no-route', 'budget'];

export const isForResidents = (reason: string | undefined): boolean =>
  reason !== undefined && forResidents.includes(reason);

export interface LeftOut {
  readonly reason: string | undefined;
  readonly tables: Tables;
  readonly peaks: SendCounts['peaks'];
  readonly smsPerDayMax: number;
  readonly now: Instant;
}

/** Why a message to a resident must not have been left out for a reason of its own; `undefined` where it was right. */
export function wrongToLeaveOut(
  { id, delivery, life }: TrackedMessage,
  { reason, tables, peaks, smsPerDayMax, now }: LeftOut,
): string | undefined {
  const { to, kind } = delivery.message;
  if (life === undefined || (to !== 'resident' && to !== 'co-reporters')) return `${id} is not to a resident`;
  const isOverBudget = [...peaks].some(
    ([name, peak]) =>
      name.startsWith(`sms#${life.found.station}#`) &&
      peak > (isUrgent(delivery.priority) ? smsPerDayMax : Math.floor(smsPerDayMax * 0.8)),
  );
  if (reason === 'budget') return isOverBudget ? undefined : 'although it was paid for';
  if (to === 'co-reporters') return undefined;
  const ways = readable(life, now).map(chosenWay);
  switch (reason) {
    case 'stopped':
      return ways.includes('none') ? undefined : 'although it was chosen';
    case 'not-asked-for':
      return kind === 'receipt' && addressesIn(life, tables)[0]?.asked !== true
        ? undefined
        : 'although it was asked for';
    case 'no-route':
      return life.found.station === 'st2' && ways.includes('mail') ? undefined : 'although there is a route';
    default:
      return addressesIn(life, tables).length === 0 ? undefined : 'although there is an address';
  }
}

/** The messages that one notice about several cases stands for. */
export function membersOf(
  { delivery }: TrackedMessage,
  owed: ReadonlyMap<string, TrackedMessage>,
  tables: Tables,
): readonly TrackedMessage[] {
  const { subject, message } = delivery;
  if (subject.about !== 'batch' || message.kind !== 'several') return [];
  const content = rowOf(delivery, tables)?.digestContent ?? delivery.digestContent;
  const { kind = 'case', ids = [] } = content ?? {};
  return ids.flatMap((waiting) => {
    const [caseId = '', version, index] = waiting.split('#');
    const key = { kind, station: subject.station, id: caseId };
    const about = { about: 'aggregate', key, version: Number(version), index: Number(index) } as const;
    return owed.get(deliveryId(about as Delivery['subject'])) ?? [];
  });
}

const rowOf = ({ subject }: Delivery, tables: Tables): Delivery | undefined =>
  [...tables.deliveries.values()].find(
    (one) => one.subject.about === 'batch' && deliveryId(one.subject) === deliveryId(subject),
  );

/** What a notice about several cases names must be worth telling. */
export function judgeNamed(
  { notice, run, begunAt }: { readonly notice: CaseNotice; readonly run: Run; readonly begunAt: Instant },
  members: readonly TrackedMessage[],
  broken: Broken,
): void {
  const named = new Set<string>(notice.kind === 'several' ? notice.batch?.references : []);
  for (const reference of named) {
    const of = members.filter(({ life }) => life?.found.reference === reference);
    const why = of.map((one) => wrongToSend(one, one.life && run.reads.get(one.life.name), begunAt));
    if (of.length === 0 || why.every((one) => one !== undefined))
      broken('checked-before-sending', `${notice.id} names ${reference}: ${why[0]}`);
  }
}

/** A notice about several cases that was sent names each, unless it needs nobody any more; one that is dead is recorded on each. */
export function judgeSeveral(
  message: TrackedMessage,
  state: Delivery['state'],
  members: readonly TrackedMessage[],
  now: Instant,
  broken: Broken,
): void {
  for (const one of members) {
    const { life } = one;
    if (life === undefined) continue;
    if (state === 'dead') {
      const { subject } = one.delivery;
      const isReported =
        subject.about === 'aggregate' && life.failuresReported.has(`${subject.version}#${subject.index}`);
      if (!isReported && life.found.dueAt !== undefined)
        broken('dead-is-reported', `${message.id} of ${one.id}`);
      continue;
    }
    if (message.named.has(life.found.reference)) continue;
    const wrong = wrongToSuppress(one, now);
    if (wrong !== undefined) broken('every-case-named', `${message.id} without ${one.id}: ${wrong}`);
  }
}

/** A message that waits with others is in a notice; that one may have been sent before the message is ended. */
export function judgeWaiting(message: TrackedMessage, tables: Tables, broken: Broken): void {
  const { subject } = message.delivery;
  if (subject.about !== 'aggregate') return;
  const waiting = [subject.key.id, subject.version, subject.index].join('#');
  const stands = [...tables.deliveries.values()].some(
    ({ message: { kind }, digestContent }) =>
      kind === 'several' && digestContent?.ids.includes(waiting) === true,
  );
  if (!stands) broken('every-case-named', `${message.id} waits in no notice`);
}

/** After so many attempts each channel of a route has been tried. */
const ATTEMPTS_TO_NEXT = 4;

/** A message to staff that no channel took was tried over each of its route. */
export function judgeGivenUp(message: TrackedMessage, reason: string | undefined, broken: Broken): void {
  const { route, trials, delivery, id } = message;
  const isResident = ['resident', 'co-reporters'].includes(delivery.message.to);
  const attempts = Math.max(0, ...[...trials.values()].map((made) => made.size));
  const isTriedOut = reason === 'channel-refused' || attempts >= ATTEMPTS_TO_NEXT;
  if (isResident || route === undefined || !isTriedOut) return;
  const left = route.find((one) => !trials.has(one));
  if (left !== undefined) broken('next-is-tried', `${id} was not tried over ${left}`);
}
