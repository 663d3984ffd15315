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

/** All versions of a case, the newest last, and the rows that belong to it. */
export interface TrackedCase {
  readonly versions: Case[];
  readonly facts: FactRecord<Fact>[];
  readonly texts: TextRecord[];
  readonly commands: CommandRecord[];
  readonly submission: Submission;
  /** The step that wrote the newest version. */
  lastStep: Step;
}

/** A commit, with what its companions record about the submission and the command. */
export interface Step {
  readonly commit: CaseCommit;
  readonly submission?: Submission;
  readonly command?: CommandRecord;
}

/** An entry of the due index. */
export interface DueEntry {
  readonly lane: Priority;
  row: DueRow;
  parked: number;
}

/** What a store holds, in the simplest form: without keys, pages or conditions. */
export interface StoreModel {
  now: Instant;
  readonly ids: CaseSystem;
  readonly cases: TrackedCase[];
  /** All versions of each message, the newest last. */
  readonly messages: Delivery[][];
  readonly work: Map<string, DueEntry>;
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
  if (last === undefined) throw new Error('a tracked item has at least one version');
  return last;
};

export const caseOf = ({ cases }: StoreModel, { caseId }: Pick<Case, 'caseId'>): TrackedCase | undefined =>
  cases.find(({ versions }) => newest(versions).caseId === caseId);

/** The conflict that a store must report for a step, if any; of several, the first in this order. */
export function expectedConflict(
  model: StoreModel,
  { commit: { before, after }, submission, command }: Step,
): 'command' | 'token' | 'reference' | 'version' | undefined {
  const trackedCase = caseOf(model, after);
  if (trackedCase?.commands.some(({ commandId }) => commandId === command?.commandId)) return 'command';
  if (model.cases.some((one) => one.submission.tokenHash === submission?.tokenHash)) return 'token';
  const isFirst = before === undefined;
  if (isFirst && model.cases.some(({ versions }) => newest(versions).reference === after.reference))
    return 'reference';
  const current = trackedCase && newest(trackedCase.versions).version;
  return current === before?.version ? undefined : 'version';
}

/** Records a committed step. */
export function applyStep(model: StoreModel, step: Step): void {
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

/** Adds a new version of a message. */
export function replace(model: StoreModel, versions: Delivery[], delivery: Delivery): void {
  versions.push(delivery);
  rearm(model, delivery);
}

function rearm(model: StoreModel, { subject, dueAt = 0, state, priority }: Delivery): void {
  put(model, { row: 'delivery', subject, dueAt }, state === 'pending' ? priority : undefined);
}

/** Updates the due index: writing a row unparks it, and a row without a lane is no longer due. */
function put({ work }: StoreModel, row: DueRow, lane: Priority | undefined): void {
  if (lane === undefined) work.delete(nameOf(row));
  else work.set(nameOf(row), { lane, row, parked: 0 });
}

export const nameOf = (row: DueRow): string =>
  JSON.stringify(row.row === 'aggregate' ? row.key : row.subject);
