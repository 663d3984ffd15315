import type { Instant } from '../calendar/instant.ts';
import { localDayAt } from '../calendar/local-day.ts';
import type { Responsible } from '../responsible.ts';
import type { StationId } from '../scope.ts';
import type { EngineWorld } from '../world.ts';
import type { Delivery } from './delivery.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { Person } from './person.ts';

/** The counts of a morning brief, by name. */
export type BriefCounts = Readonly<Record<string, number>>;

/** Counts and renders the morning brief. Implemented outside of the engine, which does not know what is counted. */
export interface MorningBrief {
  /** The counts that this member of staff may see, as of now and not of when the brief was created. */
  counts(reader: Person, now: Instant): Promise<BriefCounts>;
  textOf(notice: BriefNotice): NoticeText;
}

export interface BriefNotice extends Notice {
  readonly about: 'brief';
  readonly counts: BriefCounts;
}

/**
 * Creates the morning brief that replaces a message held overnight, unless it exists. Idempotent. The caller settles
 * the message afterwards, so that a crash in between cannot lose both.
 */
export async function foldIntoBrief(
  { store, policies }: Pick<EngineWorld, 'store' | 'policies'>,
  station: StationId,
  { message }: Delivery,
  roster: readonly Person[],
  now: Instant,
): Promise<void> {
  const responsible = briefedRole(message, roster);
  const { staffLanguage } = await policies.current(station);
  await store.addMessage({
    subject: { about: 'brief', station, day: localDayAt(now), responsible },
    message: { to: responsible, kind: 'brief' },
    priority: 'P2',
    language: staffLanguage,
    createdAt: now,
    attempts: 0,
    state: 'pending',
    dueAt: now,
  });
}

/** A brief goes to a role: for an assignee, the role on the roster, or `officer` without one or for an auditor. */
function briefedRole({ to, person }: Delivery['message'], roster: readonly Person[]): Responsible {
  if (to !== 'assignee') return to;
  const role = roster.find((one) => one.person === person)?.role;
  return role === undefined || role === 'auditor' ? 'officer' : role;
}
