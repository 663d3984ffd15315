import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { Commit } from '../../../shared/engine/storage/commit.ts';
import { readLogPk } from '../../../shared/engine/storage/keys.ts';
import type { HelperTask, HelperTaskFact } from '../../../shared/helper-tasks/helper-task.ts';
import type { HelperTaskKey } from '../../../shared/helper-tasks/helper-task-key.ts';
import type { CaseCommit } from '../world/kept-cases.ts';
import type { Invariant } from './catalogue.ts';
import type { Life } from './life.ts';

type Broken = (invariant: Invariant, detail: string) => void;
export type TaskCommit = Commit<HelperTask, HelperTaskFact>;

/** A task as the judge follows it, by its facts. */
export interface TaskLife {
  readonly until: Instant;
  readonly facts: string[];
  /** True time since when its link opens no more. */
  closedAt: Instant | undefined;
}

export const isOfTask = (commit: { readonly key: { readonly kind: string } }): boolean =>
  commit.key.kind === 'helper-task';

/** Facts after which a link opens no more. Listed again here, so that a mistake in the code is found. */
const closes = (fact: HelperTaskFact): boolean =>
  ['revoked', 'lapsed', 'ended-with-case'].includes(fact.fact) ||
  (fact.fact === 'answered' && fact.answer === 'not-me');

/** Statuses of a case in which nobody waits for a helper. */
const over: ReadonlySet<string> = new Set([
  ...['resolved', 'not-resolved', 'rejected', 'transferred'],
  ...['closed', 'withdrawn', 'duplicate'],
]);

/** Judges a commit of a task, and returns it as it stands then. */
export function judgeTask(
  { key, after, facts }: TaskCommit,
  old: TaskLife | undefined,
  context: { readonly lives: ReadonlyMap<string, Life>; readonly tables: Tables; readonly now: Instant },
  broken: Broken,
): TaskLife {
  const { lives, tables, now } = context;
  const name = stateName(key);
  const life: TaskLife = old ?? { until: after.until, facts: [], closedAt: undefined };
  for (const { fact, at } of facts) {
    if (fact.fact === 'answered') {
      const ofCase = lives.get(stateName(keyOf(after)))?.found;
      const isVoid = life.closedAt !== undefined || at >= life.until;
      if (isVoid || ofCase === undefined || over.has(ofCase.status))
        broken('helper-answers-in-time', `${name} after ${life.facts}, case ${ofCase?.status}`);
      const number = life.facts.filter((one) => one === 'answered').length;
      if ((fact.correction ?? 0) !== number) broken('helper-answers-in-time', `${name} answer ${number}`);
    }
    if (fact.fact === 'lapsed' && !life.facts.includes('silent'))
      broken('helper-silence-is-told', `${name} lapsed`);
    if (fact.fact === 'silent' && !fact.messages.some(({ kind }) => kind === 'helper-silent'))
      broken('helper-silence-is-told', `${name} silent`);
    if (closes(fact)) life.closedAt ??= now;
    life.facts.push(fact.fact);
  }
  judgeDeadline(name, after, tables, broken);
  return life;
}

/** An open task is due at its earliest clock, and stands there in the index; one that ended is due nowhere. */
function judgeDeadline(name: string, after: HelperTask, tables: Tables, broken: Broken): void {
  const due = tables.due.get(name)?.row.dueAt;
  const running = after.clocks.filter(({ state }) => state === 'running');
  const next = after.status === 'asked' ? Math.min(...running.map(({ promiseAt }) => promiseAt)) : undefined;
  if (due !== next || after.dueAt !== next) broken('helper-has-deadline', `${name} due ${due}, not ${next}`);
}

/** What a helper said is in the case and in the task, written at once. */
export function judgeSaid(commit: CaseCommit, second: CaseCommit | undefined, broken: Broken): void {
  const said = commit.facts.filter(({ fact }) => fact.fact === 'helper-answered').length;
  const kept = (second as unknown as TaskCommit | undefined)?.facts ?? [];
  const answered = kept.filter(({ fact }) => fact.fact === 'answered').length;
  if (said !== answered && (said > 0 || (second !== undefined && isOfTask(second))))
    broken('helper-answers-once', `${commit.key.id} ${said} ${answered}`);
}

/** A look at a task, as a helper was shown it. */
export interface Look {
  readonly key: HelperTaskKey;
  readonly requestId: string;
  /** The clock of the function that showed it, and when it began. */
  readonly now: Instant;
  readonly startedAt: Instant;
}

export function judgeLook(
  { key, requestId, now, startedAt }: Look,
  task: TaskLife | undefined,
  broken: Broken,
): void {
  const wasClosed = task?.closedAt !== undefined && task.closedAt < startedAt;
  if (task === undefined || wasClosed || now >= task.until)
    broken('helper-link-ends', `${stateName(key)} ${requestId}`);
}

/** A look is on record as long as the table is not restored to a time before it. */
export function judgeLookRecorded({ key, requestId }: Look, tables: Tables, broken: Broken): void {
  const log = [...(tables.companions.get(readLogPk(key))?.values() ?? [])];
  const isRecorded = log.some(({ read }) => String(read).includes(`"request":"${requestId}"`));
  if (!isRecorded) broken('helper-look-is-on-record', `${readLogPk(key)} ${requestId}`);
}
