import { type Case, clockOf } from '../../cases/case.ts';
import { type PromiseKind, promiseKinds } from '../../cases/clock-kinds.ts';
import { correctableUntil } from '../../cases/decisions/answering/rating.ts';
import { hasRated, reportersOf } from '../../cases/decisions/co-reporters.ts';
import { contactIn } from '../../cases/reading/contact.ts';
import type { CaseDetails } from '../../cases/reading/read-case.ts';
import { isSecret, isSensitive } from '../../cases/secrecy.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import { defined } from '../../engine/defined.ts';
import { fill } from '../../locales/fill.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import { maskedPhone } from '../shapes/phone.ts';
import { adviceFor } from './emergency.ts';
import { noticesView } from './notices-view.ts';
import { photoView } from './photo-view.ts';
import { isLate, mayMove, promisesOf } from './promises.ts';
import { residentActions } from './resident-actions.ts';
import { residentHistory } from './resident-history.ts';
import { residentStep, shownDeadline } from './resident-step.ts';
import { statusShownToOthers, statusShownToResidents } from './shown-status.ts';
import type { Track } from './shown-types.ts';

/**
 * A case for the resident who holds its secret link. For a duplicate, status and next step are those of the primary
 * case, which is the one being worked on; of the primary case's texts it shows only announcements.
 */
export function trackView(caseDetails: CaseDetails, now: Instant, words: AnswerWords): Track {
  const { found, policy, texts } = caseDetails;
  const followed = caseDetails.primary ?? found;
  const sensitive = isSensitive(found, policy);
  const secret = [found, followed].some((one) => isSecret(one, policy));
  const isCoReporter = followed !== found;
  const visible = isCoReporter ? statusShownToOthers(followed.status) : followed.status;
  const status = secret ? statusShownToResidents(visible) : visible;
  const respond = clockOf(followed, 'respond');
  const nextStep = residentStep(followed, policy, words, { now, isCoReporter, isSecret: secret });
  const phone = contactIn(texts)?.phone;
  const ratedAnswer = isCoReporter ? followed.reopens : undefined;
  const isRated = hasRated(found, ratedAnswer);
  const ratingUntil = correctableUntil(found, ratedAnswer, now);
  return {
    reference: found.reference,
    title: sensitive ? words.neutralTitle : words.types[found.type],
    ...(!sensitive && { type: found.type }),
    sensitive,
    status,
    statusText: words.statuses[status],
    place: found.place,
    building: found.building,
    receivedAt: toIso(found.receivedAt),
    ...(found.occurredAt !== undefined && { occurredAt: toIso(found.occurredAt) }),
    ...(followed.endedAt !== undefined && { endedAt: toIso(followed.endedAt) }),
    ...(respond && { respondBy: toIso(respond.promiseAt), ...mayMove(respond) }),
    ...defined({ nextStep }),
    ...appointmentOf(found, policy),
    ...lateness(caseDetails, followed, now, words),
    ...(!secret && outcomeOf(followed, words)),
    promises: promisesOf(followed, now, words),
    history: residentHistory(caseDetails, words),
    photos: caseDetails.photos.map((photo) => photoView(photo, now, words)),
    ...(phone !== undefined && { phone: maskedPhone(phone) }),
    ...(isRated && found.rating !== undefined && { rating: found.rating }),
    ...(ratingUntil !== undefined && { ratingUntil: toIso(ratingUntil) }),
    notices: noticesView(found, texts),
    actions: residentActions(caseDetails, now),
    ...reporterCounts(caseDetails, followed),
    ...adviceFor(found, words),
    language: words.language,
  };
}

/** The appointment of the resident's own case, shown even when another step comes first. */
function appointmentOf(found: Case, policy: Policy): Pick<Track, 'appointmentAt'> {
  const appointment = clockOf(found, 'appointment');
  if (appointment === undefined || !isUnmet(appointment)) return {};
  return { appointmentAt: toIso(shownDeadline(appointment, policy)) };
}

/** How many others follow the case, or reported the same before. Who they are is not revealed. */
function reporterCounts(
  { found, sameReports }: CaseDetails,
  followed: Case,
): Pick<Track, 'coReporters' | 'sameReports'> {
  const others = found.status === 'withdrawn' ? 0 : reportersOf(followed) - 1;
  return {
    ...(others > 0 && { coReporters: others }),
    ...defined({ sameReports }),
  };
}

/** The promise that is late, with an apology and the roles that were informed by the escalation. */
function lateness(
  { facts }: CaseDetails,
  found: Case,
  now: Instant,
  words: AnswerWords,
): Pick<Track, 'late'> {
  const late = promiseKinds
    .flatMap((kind) => found.clocks.filter((clock) => clock.kind === kind && isLate(clock, now)))
    .map(({ kind, promiseAt }) => ({ promise: kind as PromiseKind, since: promiseAt }));
  // A late `acknowledge` is shown only while no other promise is late, since the reply matters more to residents.
  const [first] = late
    .toSorted((one, other) => one.since - other.since)
    .toSorted(
      (one, other) => Number(one.promise === 'acknowledge') - Number(other.promise === 'acknowledge'),
    );
  if (first === undefined) return {};
  const { promise, since } = first;
  const informed = facts.flatMap(({ at, fact }) =>
    fact.fact === 'level-reached' && at >= since ? [words.responsibles[fact.responsible]] : [],
  );
  const who = [...new Set(informed)].join(words.between);
  return {
    late: {
      promise,
      since: toIso(since),
      words: words.late.sorry,
      ...(who !== '' && { informed: fill(words.late.informed, { who }) }),
    },
  };
}

const outcomeOf = ({ outcome }: Case, words: AnswerWords): Pick<Track, 'outcome'> =>
  outcome === undefined ? {} : { outcome: { code: outcome, words: words.outcomes[outcome] ?? outcome } };
