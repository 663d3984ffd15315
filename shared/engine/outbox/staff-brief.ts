import { morningBrief } from '../../cases/reading/morning-brief.ts';
import type { Person } from '../../stations/person.ts';
import type { Instant } from '../calendar/instant.ts';
import { localDayAt } from '../calendar/local-day.ts';
import type { Responsible } from '../responsible.ts';
import { rosterScope, type StationId } from '../scope.ts';
import type { World } from '../world.ts';
import type { Delivery } from './delivery.ts';

/**
 * Lets the one brief of this morning stand for a message held over night. Safe to repeat; call it before the message
 * is settled, so that a crash in between can never lose both.
 */
export async function foldIntoBrief(
  { store, policies }: Pick<World, 'store' | 'policies'>,
  station: StationId,
  { message }: Delivery,
  roster: readonly Person[],
  now: Instant,
): Promise<void> {
  const responsible = briefed(message, roster);
  await store.addBrief({
    subject: { about: 'brief', station, day: localDayAt(now), responsible },
    message: { to: responsible, kind: 'brief' },
    channel: EVERY_STAFF_CHANNEL,
    priority: 'P2',
    language: policies.current.staffLanguage,
    createdAt: now,
    attempts: 0,
    state: 'pending',
    dueAt: now,
  });
}

/** There is one brief, however many ways to the staff there are, so it goes all of them. */
export const EVERY_STAFF_CHANNEL = 'every-staff-channel';

/** A brief is a role's: who has a case of their own is briefed with their colleagues, or with the officers. */
function briefed({ to, person }: Delivery['message'], roster: readonly Person[]): Responsible {
  if (to !== 'assignee') return to;
  const role = roster.find((one) => one.person === person)?.role;
  return role === undefined || role === 'auditor' ? 'officer' : role;
}

/** The numbers of the morning as this addressee would see them, counted now and not when the brief was decided. */
export async function briefCounts(
  world: Pick<World, 'store' | 'policies'>,
  reader: Person,
  now: Instant,
): Promise<Readonly<Record<string, number>>> {
  const { open, overdue, dueToday, newOvernight } = await morningBrief(world, rosterScope(reader), now);
  return { open, overdue, dueToday, newOvernight };
}
