import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { Submission } from '../../shared/cases/intake/submission.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { CommandRecord } from '../../shared/engine/command-record.ts';
import type { Commit, Committed } from '../../shared/engine/commit.ts';
import type { DueRow } from '../../shared/engine/due-row.ts';
import type { History } from '../../shared/engine/history.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import type { Priority } from '../../shared/engine/priority.ts';
import type { System } from '../../shared/engine/system.ts';
import { TEN } from '../contract/cases.ts';

/** A case with all that it ever was, the newest version last, and what belongs to it. */
export interface TrackedCase {
  readonly versions: Case[];
  readonly facts: History['facts'][number][];
  readonly texts: History['texts'][number][];
  readonly commands: CommandRecord[];
  readonly submission: Submission;
  /** The commit that wrote the newest version. */
  lastCommit: Commit;
}

/** A place among what is due. */
export interface Work {
  readonly lane: Priority;
  row: DueRow;
  parked: number;
}

/** What a store holds, said in the plainest way: no keys, no pages, no conditions. */
export interface StoreModel {
  now: Instant;
  readonly ids: System;
  readonly cases: TrackedCase[];
  /** Each message with all that it ever was, the newest last. */
  readonly messages: Delivery[][];
  readonly work: Map<string, Work>;
}

export const emptyModel = (): StoreModel => ({
  now: TEN,
  ids: seededSystem(7, TEN),
  cases: [],
  messages: [],
  work: new Map(),
});

export const newest = <Item>(items: readonly Item[]): Item => {
  const last = items.at(-1);
  if (last === undefined) throw new Error('there is one');
  return last;
};

export const caseOf = ({ cases }: StoreModel, { caseId }: Pick<Case, 'caseId'>): TrackedCase | undefined =>
  cases.find(({ versions }) => newest(versions).caseId === caseId);

/** What stands in the way of a commit; what explains most comes first. */
export function conflictIn(
  model: StoreModel,
  { before, after, submission, command }: Commit,
): Extract<Committed, { ok: false }>['conflict'] | undefined {
  const trackedCase = caseOf(model, after);
  if (trackedCase?.commands.some(({ commandId }) => commandId === command?.commandId)) return 'command';
  if (model.cases.some((one) => one.submission.tokenHash === submission?.tokenHash)) return 'token';
  const isFirst = before === undefined;
  if (isFirst && model.cases.some(({ versions }) => newest(versions).reference === after.reference))
    return 'reference';
  const stands = trackedCase && newest(trackedCase.versions).version;
  return stands === before?.version ? undefined : 'version';
}

/** A commit that nothing stood in the way of. */
export function take(model: StoreModel, commit: Commit): void {
  const { after, facts, texts, deliveries, submission, command } = commit;
  const trackedCase = caseOf(model, after) ?? newCase(model, commit, submission);
  trackedCase.versions.push(after);
  trackedCase.facts.push(...facts);
  trackedCase.texts.push(...texts);
  if (command) trackedCase.commands.push(command);
  trackedCase.lastCommit = commit;
  const row = { kind: 'case', key: keyOf(after), dueAt: after.dueAt ?? 0 } as const;
  put(model, row, isOpenCase(after) ? after.priority : undefined);
  for (const delivery of deliveries) addMessage(model, delivery);
}

function newCase(model: StoreModel, lastCommit: Commit, submission: Submission | undefined): TrackedCase {
  if (submission === undefined) throw new Error('a first version comes with its token');
  const trackedCase = { versions: [], facts: [], texts: [], commands: [], submission, lastCommit };
  model.cases.push(trackedCase);
  return trackedCase;
}

export function addMessage(model: StoreModel, delivery: Delivery): void {
  model.messages.push([delivery]);
  rearm(model, delivery);
}

/** A message as it stands from now on. */
export function replace(model: StoreModel, versions: Delivery[], delivery: Delivery): void {
  versions.push(delivery);
  rearm(model, delivery);
}

function rearm(model: StoreModel, { subject, dueAt = 0, state, priority }: Delivery): void {
  put(model, { kind: 'delivery', subject, dueAt }, state === 'pending' ? priority : undefined);
}

/** Whatever is written anew is no longer parked; without a lane it is due no more. */
function put({ work }: StoreModel, row: DueRow, lane: Priority | undefined): void {
  if (lane === undefined) work.delete(nameOf(row));
  else work.set(nameOf(row), { lane, row, parked: 0 });
}

export const nameOf = (row: DueRow): string => JSON.stringify(row.kind === 'case' ? row.key : row.subject);
