import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import type { CaseSystem } from '../../shared/cases/case-system.ts';
import type { Fact } from '../../shared/cases/fact.ts';
import type { Submission } from '../../shared/cases/intake/submission.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import type { Priority } from '../../shared/engine/priority.ts';
import type { CommandRecord } from '../../shared/engine/storage/command-record.ts';
import type { DueRow } from '../../shared/engine/storage/due-row.ts';
import type { FactRecord } from '../../shared/engine/storage/fact-record.ts';
import type { TextRecord } from '../../shared/engine/storage/text-record.ts';
import { type CaseCommit, TEN } from '../contract/cases.ts';

/** A case with all that it ever was, the newest version last, and what belongs to it. */
export interface TrackedCase {
  readonly versions: Case[];
  readonly facts: FactRecord<Fact>[];
  readonly texts: TextRecord[];
  readonly commands: CommandRecord[];
  readonly submission: Submission;
  /** The one that wrote the newest version. */
  lastStep: Step;
}

/** A commit, and in words what its companions say. */
export interface Step {
  readonly commit: CaseCommit;
  readonly submission?: Submission;
  readonly command?: CommandRecord;
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
  readonly ids: CaseSystem;
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

/** What stands in the way of a step; what explains most comes first. */
export function conflictIn(
  model: StoreModel,
  { commit: { before, after }, submission, command }: Step,
): 'command' | 'token' | 'reference' | 'version' | undefined {
  const trackedCase = caseOf(model, after);
  if (trackedCase?.commands.some(({ commandId }) => commandId === command?.commandId)) return 'command';
  if (model.cases.some((one) => one.submission.tokenHash === submission?.tokenHash)) return 'token';
  const isFirst = before === undefined;
  if (isFirst && model.cases.some(({ versions }) => newest(versions).reference === after.reference))
    return 'reference';
  const stands = trackedCase && newest(trackedCase.versions).version;
  return stands === before?.version ? undefined : 'version';
}

/** A step that nothing stood in the way of. */
export function take(model: StoreModel, step: Step): void {
  const { commit, command } = step;
  const { key, after, facts, texts, deliveries } = commit;
  const trackedCase = caseOf(model, after) ?? newCase(model, step);
  trackedCase.versions.push(after);
  trackedCase.facts.push(...facts);
  trackedCase.texts.push(...texts);
  if (command) trackedCase.commands.push(command);
  trackedCase.lastStep = step;
  const row = { row: 'aggregate', key, dueAt: after.dueAt ?? 0 } as const;
  put(model, row, isOpenCase(after) ? after.priority : undefined);
  for (const delivery of deliveries) addMessage(model, delivery);
}

function newCase(model: StoreModel, lastStep: Step): TrackedCase {
  const { submission } = lastStep;
  if (submission === undefined) throw new Error('a first version comes with its token');
  const trackedCase = { versions: [], facts: [], texts: [], commands: [], submission, lastStep };
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
  put(model, { row: 'delivery', subject, dueAt }, state === 'pending' ? priority : undefined);
}

/** Whatever is written anew is no longer parked; without a lane it is due no more. */
function put({ work }: StoreModel, row: DueRow, lane: Priority | undefined): void {
  if (lane === undefined) work.delete(nameOf(row));
  else work.set(nameOf(row), { lane, row, parked: 0 });
}

export const nameOf = (row: DueRow): string =>
  JSON.stringify(row.row === 'aggregate' ? row.key : row.subject);
