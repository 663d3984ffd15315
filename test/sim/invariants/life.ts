import type { Case } from '../../../shared/cases/case.ts';
import type { CaseType } from '../../../shared/cases/case-type.ts';
import type { Clock, ClockKind } from '../../../shared/cases/clock-kinds.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import { isOpen, type Status } from '../../../shared/cases/lifecycle.ts';
import { type Instant, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Escalation } from '../../../shared/engine/clocks/escalation.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';

/** A case as the judge derives it from its facts alone, to be compared with the case row. */
export interface Life {
  readonly name: string;
  found: Case;
  status: Status;
  readonly clocks: Map<ClockKind, Clock>;
  escalation: Escalation | undefined;
  /** Escalations started so far; two may start at one instant. */
  escalations: number;
  /** When the last level was due; 0 after a person changed the escalation. */
  escalatedAt: Instant;
  /** True times of the last commit by a person, and of the last that reached a level. */
  movedAt: Instant;
  levelNotifiedAt: Instant;
  /** Names of the clock steps already taken. */
  readonly taken: Set<string>;
  answeredAt: Instant | undefined;
  /** When its reporter last withdrew it, or left it to others. */
  withdrawnAt: Instant | undefined;
  /** The dates of promises that ran when the case was linked to another. */
  heldPromises: ReadonlyMap<ClockKind, Instant>;
  /** The version that each command made, by the digest of its id. */
  readonly commands: Map<string, number>;
  readonly failuresReported: Set<string>;
  /** Whether it is secret who reported: since a type that says so, until a chief lifted it. */
  secret: boolean;
  type: CaseType | undefined;
  // True times since when there has been no reason for reminders or escalation.
  endedSince: Instant | undefined;
  readonly clockIdleSince: Map<ClockKind, Instant>;
  /** When a clock last started again after it had ended. */
  readonly asksAgainSince: Map<ClockKind, Instant>;
  escalationIdleSince: Instant | undefined;
  /** The case after its last commits, each with the true time of the commit; the last one is `found`. */
  recent: readonly { readonly found: Case; readonly at: Instant }[];
}

export const newLife = (name: string, found: Case): Life => ({
  name,
  found,
  status: 'received',
  clocks: new Map(),
  escalation: undefined,
  escalations: 0,
  escalatedAt: 0,
  movedAt: 0,
  levelNotifiedAt: 0,
  taken: new Set(),
  answeredAt: undefined,
  withdrawnAt: undefined,
  heldPromises: new Map(),
  commands: new Map(),
  failuresReported: new Set(),
  secret: false,
  type: undefined,
  endedSince: undefined,
  clockIdleSince: new Map(),
  asksAgainSince: new Map(),
  escalationIdleSince: undefined,
  recent: [],
});

export const answeredStatuses: ReadonlySet<Status> = new Set(['resolved', 'not-resolved', 'rejected']);

/** Applies a fact after the fact rules judged it. */
export function applyFact(life: Life, { fact, at, by }: FactRecord<Fact>): void {
  if (fact.fact === 'marked-duplicate' && isOpen(life.status)) life.heldPromises = runningPromises(life);
  if (fact.to === 'withdrawn' || fact.fact === 'reporter-left') life.withdrawnAt = at;
  if (fact.fact === 'submitted') for (const clock of fact.as.clocks) life.clocks.set(clock.kind, clock);
  for (const kind of fact.dropClocks ?? []) {
    life.clocks.delete(kind);
    // A case that is changed back to its old type gets its dates again.
    if (by.kind === 'staff') forgetSteps(life, kind);
  }
  for (const clock of fact.clocks ?? []) {
    // A met promise that runs again is a new one, and so is one that staff gave again or whose reminders they reset.
    const known = life.clocks.get(clock.kind);
    const runsAgain = known?.state === 'met' && clock.state !== 'met';
    const isAnew = by.kind === 'staff' && (known === undefined || clock.reminded < known.reminded);
    if (runsAgain || isAnew) forgetSteps(life, clock.kind);
    life.clocks.set(clock.kind, clock);
  }
  if (fact.escalation && life.escalation === undefined) life.escalations += 1;
  if (fact.escalation !== undefined && by.kind === 'staff') life.escalatedAt = 0;
  if (fact.escalation !== undefined) life.escalation = fact.escalation ?? undefined;
  noteSecrecy(life, fact);
  if (fact.fact === 'delivery-failed') life.failuresReported.add(fact.delivery);
  if (fact.to === undefined) return;
  life.status = fact.to;
  life.answeredAt = answeredStatuses.has(fact.to) ? at : undefined;
}

const runningPromises = ({ clocks }: Life): ReadonlyMap<ClockKind, Instant> =>
  new Map(
    (['respond', 'resolve'] as const).flatMap((kind) => {
      const clock = clocks.get(kind);
      return clock?.state === 'running' ? [[kind, clock.promiseAt] as const] : [];
    }),
  );

function noteSecrecy(life: Life, fact: Fact): void {
  if (fact.fact === 'secrecy-lifted') life.secret = false;
  if (fact.fact !== 'submitted' && fact.fact !== 'retyped') return;
  const { type } = fact.as;
  if (type !== life.type && standardPolicy.types[type].secretReporter) life.secret = true;
  life.type = type;
}

function forgetSteps(life: Life, kind: ClockKind): void {
  for (const step of life.taken) if (step.startsWith(`${kind}|`)) life.taken.delete(step);
}

const asks = (clock: Clock | undefined): boolean =>
  clock !== undefined && (clock.state === 'running' || clock.state === 'breached');

/** The longest time between a read of a case and a message that it allows. */
export const CHECK_TO_SEND_MAX = 10 * SECOND;

/** Records the case after a commit at the true time `now`, and drops what was replaced too long ago. */
export function noteState(life: Life, now: Instant): void {
  const { found, recent } = life;
  const replacedAt = (index: number) => recent[index + 1]?.at ?? now;
  const kept = recent.filter((_, index) => replacedAt(index) > now - CHECK_TO_SEND_MAX);
  life.recent = [...kept, { found, at: now }];
}

/** The states that a sender may have read who sends at the true time `now`. */
export const readable = ({ recent }: Life, now: Instant): readonly Case[] =>
  recent
    .filter((_, index) => (recent[index + 1]?.at ?? now) >= now - CHECK_TO_SEND_MAX)
    .map(({ found }) => found);

/** Records since when nothing needs reminders or escalation, after a commit at the true time `now`. */
export function noteIdle(life: Life, now: Instant): void {
  const { found } = life;
  if (found.dueAt !== undefined) life.endedSince = undefined;
  else life.endedSince ??= now;
  for (const kind of [...life.clocks.keys(), ...life.clockIdleSince.keys()]) {
    if (asks(life.clocks.get(kind))) {
      if (life.clockIdleSince.delete(kind)) life.asksAgainSince.set(kind, now);
    } else if (!life.clockIdleSince.has(kind)) life.clockIdleSince.set(kind, now);
  }
  if (life.escalation !== undefined && !life.escalation.acting) life.escalationIdleSince = undefined;
  else life.escalationIdleSince ??= now;
}
