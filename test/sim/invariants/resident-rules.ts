import { deliveryName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import { type Case, clockOf } from '../../../shared/cases/case.ts';
import type { CaseNotice } from '../../../shared/cases/case-notice.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { isUrgent } from '../../../shared/engine/priority.ts';
import type { Run } from '../world/run.ts';
import { CHECK_TO_SEND_MAX, readable } from './life.ts';
import type { TrackedMessage } from './message-rules.ts';

/** Clock skew: a promise this close to its time may count as open or as late. */
const EDGE = 6 * MINUTE;

const place = ({ delivery: { subject } }: TrackedMessage): readonly [number, number] =>
  subject.about === 'aggregate' ? [subject.version, subject.index] : [0, 0];

function isEarlier(one: TrackedMessage, other: TrackedMessage): boolean {
  const [[version, index], [laterVersion, laterIndex]] = [place(one), place(other)];
  return version < laterVersion || (version === laterVersion && index < laterIndex);
}

/** The other messages about the same case to the same resident over the same channel. */
const sameQueue = (messages: Iterable<TrackedMessage>, message: TrackedMessage): readonly TrackedMessage[] =>
  [...messages].filter(
    (one) =>
      one !== message &&
      one.life === message.life &&
      one.delivery.message.to === message.delivery.message.to &&
      one.delivery.channel === message.delivery.channel,
  );

const rowOf = ({ delivery }: TrackedMessage, tables: Tables): Delivery | undefined =>
  tables.deliveries.get(deliveryName(delivery.subject));

/** No attempt was made to send it, also none that ended before a request, and none was begun that may have failed. */
const isUntried = (one: TrackedMessage, tables: Tables): boolean =>
  one.state === 'pending' &&
  one.attempts.size === 0 &&
  one.trials.size === 0 &&
  !one.wasBad &&
  (rowOf(one, tables)?.attempts ?? 0) < 2;

/** The earlier message that this one overtakes by being sent now. */
export const overtaken = (
  message: TrackedMessage,
  messages: Iterable<TrackedMessage>,
  run: Run,
  tables: Tables,
): TrackedMessage | undefined =>
  // What this notice tells too was claimed by the same sender.
  sameQueue(messages, message).find(
    (one) => isEarlier(one, message) && isUntried(one, tables) && !run.claims.has(one.id),
  );

/** Another message that waited for the same morning and is not told by this notice. */
export function leftOver(
  message: TrackedMessage,
  messages: Iterable<TrackedMessage>,
  run: Run,
  tables: Tables,
  begunAt: Instant,
): TrackedMessage | undefined {
  const isNightly = (one: TrackedMessage) =>
    rowOf(one, tables)?.held === true && !isUrgent(one.delivery.priority);
  if (!isNightly(message)) return undefined;
  const isDue = (one: TrackedMessage) =>
    (rowOf(one, tables)?.dueAt ?? Number.POSITIVE_INFINITY) <= begunAt + run.skewMs - CHECK_TO_SEND_MAX &&
    one.createdAt < begunAt - CHECK_TO_SEND_MAX;
  return sameQueue(messages, message).find(
    (one) =>
      isUntried(one, tables) &&
      rowOf(one, tables)?.attempts === 0 &&
      isNightly(one) &&
      isDue(one) &&
      !run.claims.has(one.id),
  );
}

/** What a notice tells its resident that was in no state of the case which the sender may have read. */
export function untrue(message: TrackedMessage, notice: CaseNotice, begunAt: Instant): string | undefined {
  const { life } = message;
  if (life === undefined || notice.to !== 'resident') return undefined;
  // A co-reporter's own case is not the message's.
  if (message.delivery.message.to !== 'resident') return undefined;
  const told = notice.news ?? [notice.says ?? notice.kind];
  const states = readable(life, begunAt);
  const wrong = told.find((one) => !states.some((found) => holds(one, found, begunAt)));
  return wrong && `${wrong}, while it is ${life.found.status}`;
}

/** Written apart from the code's own rules, so that a mistake in these is found. */
function holds(told: string, found: Case, now: Instant): boolean {
  const respond = clockOf(found, 'respond');
  const isGone = ['withdrawn', 'duplicate'].includes(found.status) || found.reporterLeft === true;
  const isOwed = !isGone && (respond?.state === 'running' || respond?.state === 'breached');
  const { promiseAt = now } = respond ?? {};
  switch (told) {
    case 'receipt':
      return isOwed && promiseAt > now - EDGE;
    case 'late':
      return isOwed && promiseAt < now + EDGE;
    case 'answered':
      return !isGone && !isOwed;
    case 'withdrawn':
      return found.status === 'withdrawn' || found.reporterLeft === true;
    case 'linked':
      return found.status === 'duplicate';
    case 'ask':
    case 'nudge':
      return found.status === 'waiting-resident';
    case 'broken-promise':
      return (['respond', 'update', 'resolve'] as const).some((kind) => {
        const clock = clockOf(found, kind);
        return clock?.state === 'breached' && clock.promiseAt < now + EDGE;
      });
    case 'rating-request':
      return ['resolved', 'not-resolved', 'rejected', 'closed', 'duplicate'].includes(found.status);
    default:
      return true;
  }
}

/** The later message that tells a folded one, by the reason that is stored with it. */
export const tellerOf = (
  message: TrackedMessage,
  reason: string | undefined,
  messages: ReadonlyMap<string, TrackedMessage>,
): TrackedMessage | undefined =>
  messages.get(`${message.id.split('-').slice(0, 2).join('-')}-${reason?.replace('#', '-')}`);
