import { expect } from 'vitest';
import { type MemoryBus, memoryBus } from '../../shared/adapters/memory/bus.ts';
import { type MemoryChannel, memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, type Tables } from '../../shared/adapters/memory/tables.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { type Report, submitCase } from '../../shared/cases/intake/submit-case.ts';
import type { MoveRequest } from '../../shared/cases/moves/handle-move.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { briefCounts } from '../../shared/cases/reading/station-brief.ts';
import type { World } from '../../shared/cases/world.ts';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import type { Notice } from '../../shared/engine/outbox/notice.ts';
import { type Notified, notify } from '../../shared/engine/outbox/notify.ts';
import type { NotifyWorld } from '../../shared/engine/outbox/notify-world.ts';
import { offerOf } from '../../shared/engine/outbox/offer.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { personId } from '../../shared/engine/scope.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import type { SweepReport } from '../../shared/engine/sweep/sweep-report.ts';
import { briefText } from '../../shared/locales/brief-text.ts';
import { testText } from '../../shared/locales/test-text.ts';
import { enteredPeople } from '../enter.ts';
import { deskOf, type Room, reportOf, room, station } from './room.ts';

export const ampleTime = () => 45_000;

export const member = (role: Person['role'], name = `p-${role}`, more: Partial<Person> = {}): Person => ({
  person: personId(name),
  station,
  role,
  displayName: `金丝雀${name}`,
  onLeave: false,
  ...more,
});

type Sending = Pick<NotifyWorld, 'channels' | 'people' | 'brief' | 'serves' | 'residents' | 'testText'>;

/** A world with all that clock and messages need: memory tables, a bus and one channel, which tests can inspect. */
export interface DutyRoom extends Omit<Room, 'channels'>, Sending {
  readonly tables: Tables;
  readonly bus: MemoryBus;
  readonly sink: MemoryChannel;
}

const everyRole = ['guard', 'officer', 'chief', 'district'] as const;

export async function dutyRoom({
  people = everyRole.map((role) => member(role)),
  shards = 1,
}: {
  people?: readonly Person[];
  shards?: number;
} = {}): Promise<DutyRoom> {
  const tables = emptyTables();
  const store = memoryStore(tables, shards);
  await enteredPeople(store, people);
  const sink = memoryChannel('sink');
  const world = await room(1, store);
  return { ...world, ...sending(world, memoryChannels(sink)), bus: memoryBus(), tables, sink };
}

/** What `notify` needs besides the world, connected as in functions/notify.ts. */
export const sending = (world: World, channels: Sending['channels']): Sending => ({
  channels,
  people: world.store,
  testText,
  brief: { counts: (reader, now) => briefCounts(world, reader, now), textOf: briefText },
});

export async function report(world: World, now: Instant, more: Partial<Report> = {}): Promise<Case> {
  const submitted = await submitCase(world, reportOf(more), now);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  return submitted.found;
}

export async function move(
  world: World,
  { caseId }: Case,
  command: MoveRequest['command'],
  now: Instant,
): Promise<void> {
  const desk = deskOf('officer');
  const before = await world.store.load(keyOf({ station, caseId }));
  const request = { command, expectedVersion: before?.version ?? 0, commandId: `${command.move}-${now}` };
  expect((await moveCase(world, desk, caseId, request, now)).refusal).toBeUndefined();
}

export const deliveries = ({ tables }: DutyRoom): readonly Delivery[] => [...tables.deliveries.values()];

/** What happens right after a commit through stream and relay: each message that may be sent is. */
export async function fastPath(world: DutyRoom, now: Instant): Promise<readonly Notified[]> {
  const isAnnounced = (one: Delivery): boolean => one.announced === true && one.attempts === 0 && !one.held;
  const due = deliveries(world).filter(
    (one) => one.state === 'pending' && ((one.dueAt ?? 0) <= now || isAnnounced(one)),
  );
  const outcomes: Notified[] = [];
  for (const delivery of due) {
    outcomes.push(await notify(world, offerOf(delivery), now));
  }
  return outcomes;
}

/** One run of the clock: a sweep, and every message that it or its commits make due. */
export async function tick(world: DutyRoom, now: Instant): Promise<SweepReport> {
  const swept = await sweep(world, now, ampleTime);
  for (const offer of world.bus.drain()) await notify(world, offer, now);
  await fastPath(world, now);
  return swept;
}

/** Runs the clock every minute from one instant to another, the last included. */
export async function runEveryMinute(world: DutyRoom, from: Instant, to: Instant): Promise<void> {
  for (let now = from; now <= to; now += MINUTE) await tick(world, now);
}

/** The notices in order, each as `level 2→officer`. */
export const noticeLines = (notices: readonly Notice[]): readonly string[] =>
  notices
    .map(aboutCase)
    .map(({ kind, level, to }) => `${kind}${level === undefined ? '' : ` ${level}`}→${to}`);

/** A notice with its fields about a case, which are absent if it is about something else. */
export const aboutCase = (notice: Notice): Notice & Partial<Omit<CaseNotice, keyof Notice>> => notice;
