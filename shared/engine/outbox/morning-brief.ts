import type { Instant } from '../calendar/instant.ts';
import { localDayAt } from '../calendar/local-day.ts';
import type { Responsible } from '../responsible.ts';
import type { StationId } from '../scope.ts';
import type { EngineWorld } from '../world.ts';
import type { Delivery } from './delivery.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { Person } from './person.ts';
import { EVERY_STAFF_CHANNEL } from './send-notice.ts';

/** The numbers of a morning, by name. */
export type BriefCounts = Readonly<Record<string, number>>;

/** What the one brief of a morning says; what is counted is not the engine's to know. */
export interface MorningBrief {
  /** The numbers as this member of staff would see them, counted now and not when the brief was decided. */
  counts(reader: Person, now: Instant): Promise<BriefCounts>;
  textOf(notice: BriefNotice): NoticeText;
}

export interface BriefNotice extends Notice {
  readonly about: 'brief';
  readonly counts: BriefCounts;
}

/**
 * Lets the one brief of this morning stand for a message held over night. Safe to repeat; call it before the message
 * is settled, so that a crash in between can never lose both.
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
  await store.addBrief({
    subject: { about: 'brief', station, day: localDayAt(now), responsible },
    message: { to: responsible, kind: 'brief' },
    channel: EVERY_STAFF_CHANNEL,
    priority: 'P2',
    language: staffLanguage,
    createdAt: now,
    attempts: 0,
    state: 'pending',
    dueAt: now,
  });
}

/** A brief goes to a role: an assignee is briefed with the colleagues of the same role, or with the officers. */
function briefedRole({ to, person }: Delivery['message'], roster: readonly Person[]): Responsible {
  if (to !== 'assignee') return to;
  const role = roster.find((one) => one.person === person)?.role;
  return role === undefined || role === 'auditor' ? 'officer' : role;
}
