import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { type Case, isOpenCase } from '../../../shared/cases/case.ts';
import type { ClockKind } from '../../../shared/cases/clock-kinds.ts';
import { type Move, target } from '../../../shared/cases/lifecycle.ts';
import { isSecret } from '../../../shared/cases/secrecy.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { CaseCommit } from '../world/kept-cases.ts';
import type { Invariant } from './catalogue.ts';
import type { Life } from './life.ts';

/** Reports violations of a commit. `life` is the state before the commit for the chain rule, after it for all others. */
export type CommitRule = (
  life: Life,
  commit: CaseCommit,
  tables: Tables,
  broken: (invariant: Invariant, detail: string) => void,
) => void;

const ROWS_MAX = 20;
/** Limit of steps per tick; the remaining steps leave the case due at once. */
const STEPS_PER_TICK_MAX = 12;

export const armedAndIndexed: CommitRule = ({ name, found }, _, tables, broken) => {
  const due = tables.due.get(name);
  if (!isOpenCase(found)) {
    if (due !== undefined) broken('armed-and-indexed', `${name} has ended and is still in the due index`);
    return;
  }
  const armed =
    Number.isSafeInteger(found.dueAt) && found.dueKind !== undefined && found.responsible !== undefined;
  const indexed = due?.row.dueAt === found.dueAt && due.lane === found.priority;
  if (!armed || !indexed) broken('armed-and-indexed', `${name} ${found.status} due ${found.dueAt}`);
  if (found.dueKind === 'review') broken('floor-not-needed', `${name} ${found.status}`);
};

export const chainContiguous: CommitRule = (life, { after, facts }, _, broken) => {
  const { version, chainHead } = life.found;
  const expected = after.version === 1 ? '' : chainHead;
  if (after.version !== 1 && after.version !== version + 1) {
    broken('chain-contiguous', `${life.name} version ${after.version} after ${version}`);
  }
  let head = expected;
  for (const [index, fact] of facts.entries()) {
    const follows = fact.previousHash === head && fact.version === after.version && fact.index === index;
    if (!follows) broken('chain-contiguous', `${life.name} fact ${fact.version}#${fact.index}`);
    head = fact.hash;
  }
  if (head !== after.chainHead) broken('chain-contiguous', `${life.name} head of ${after.version}`);
};

export const tickIsWhole: CommitRule = ({ name, found }, { facts }, _, broken) => {
  const [first] = facts;
  if (first?.by.kind !== 'clock' || !isOpenCase(found) || facts.length >= STEPS_PER_TICK_MAX) return;
  if (found.dueAt <= first.at) broken('tick-is-whole', `${name} still due for ${found.dueKind}`);
};

export const factsExplain: CommitRule = (life, { after }, _, broken) => {
  const { clocks } = after;
  const same =
    clocks.length === life.clocks.size &&
    clocks.every((clock) => {
      const replayed = life.clocks.get(clock.kind);
      return (
        replayed?.promiseAt === clock.promiseAt &&
        replayed.state === clock.state &&
        replayed.reminded === clock.reminded
      );
    });
  const escalation =
    after.escalation?.nextAt === life.escalation?.nextAt &&
    after.escalation?.level === life.escalation?.level;
  if (!same || !escalation || after.status !== life.status) {
    broken('facts-explain-the-case', `${life.name} version ${after.version}`);
  }
};

/** Rows of a commit, with the case row. */
const rowsOf = ({ facts, texts, deliveries, companions }: CaseCommit): number =>
  1 + facts.length + texts.length + deliveries.length + companions.length;

/** Includes the rows of a second case in the same transaction. */
export const commitFits =
  (second: CaseCommit | undefined): CommitRule =>
  ({ name }, commit, _, broken) => {
    const rows = rowsOf(commit) + (second ? rowsOf(second) : 0);
    if (rows > ROWS_MAX) broken('commit-fits', `${name} version ${commit.after.version}: ${rows} rows`);
  };

/** Compares with the addressees that the facts name, independently of how the code folds messages. */
export const oneMessageEach: CommitRule = ({ name }, { facts, deliveries, after }, _, broken) => {
  const messages = facts.flatMap(({ fact }) => fact.messages ?? []);
  const owed = new Set(messages.map(({ to, person }) => `${to}#${person ?? ''}`));
  const written = deliveries.map(({ message }) => `${message.to}#${message.person ?? ''}`);
  const each = new Set(written).size === written.length && written.every((one) => owed.has(one));
  if (!each || written.length !== owed.size) {
    broken('one-message-each', `${name} version ${after.version}: ${written.join(' ')}`);
  }
};

/** Statuses in which nobody works on a case; listed again here, so that a mistake in the table is found. */
const notWorkedOn: ReadonlySet<string> = new Set([
  ...['resolved', 'not-resolved', 'rejected', 'transferred'],
  ...['closed', 'withdrawn', 'duplicate'],
]);

/**
 * The step of the primary case that another case is linked to. `linked` and `primary` are the two cases before it, as the
 * judge knows them.
 */
export function judgeLink(
  linked: Case,
  primary: Case,
  after: Case,
  broken: (invariant: Invariant, detail: string) => void,
): void {
  const name = `${linked.reference} (${linked.type}, ${linked.priority}) in ${primary.reference}`;
  if (primary.type !== linked.type) broken('link-is-safe', `${name}, a ${primary.type}`);
  if (notWorkedOn.has(primary.status)) broken('link-is-safe', `${name}, which is ${primary.status}`);
  if (after.priority > linked.priority || after.priority > primary.priority)
    broken('link-is-safe', `${name}, which is ${after.priority}`);
  for (const { kind, state, promiseAt } of primary.clocks) {
    const now = after.clocks.find((clock) => clock.kind === kind);
    if (state === 'running' && now?.state === 'running' && now.promiseAt > promiseAt)
      broken('link-is-safe', `${name}: ${kind} became later`);
  }
}

export const onceSecretIsSecret: CommitRule = ({ name, secret }, { after }, _, broken) => {
  if (isSecret(after, standardPolicy) !== secret)
    broken('once-secret-is-secret', `${name} version ${after.version} as ${after.type}`);
};

/** The moves that take what a clock asks for, listed again here, so that a mistake in the code's own list is found. */
const takenBy: { readonly [Kind in ClockKind]?: readonly Move[] } = {
  'sign-off': ['reject'],
  withdrawal: ['grant-withdrawal', 'keep-open'],
  decision: ['reply', 'ask-resident', 'resolve'],
  handover: ['confirm-handover'],
  window: ['close'],
  'resident-answer': ['resume'],
  'third-party': ['resume'],
  appointment: ['resume'],
};

export const decisionsCanBeTaken: CommitRule = ({ name, found }, _, __, broken) => {
  const asks = found.clocks.filter(({ state }) => state === 'running' || state === 'breached');
  const moot = asks.find(({ kind }) =>
    takenBy[kind]?.every((move) => target(move, found.status) === undefined),
  );
  if (moot !== undefined) broken('decision-can-be-taken', `${name} ${found.status} asks for ${moot.kind}`);
  const isProposed = asks.some(({ kind }) => kind === 'sign-off');
  if (isProposed !== (found.rejectionProposedBy !== undefined))
    broken('decision-can-be-taken', `${name} ${found.status}: a proposal and its clock disagree`);
};

const endings: ReadonlySet<string> = new Set(['resolved', 'not-resolved', 'transferred']);

/** Co-reporters are notified when their primary case ends. */
export const coReportersAreNotified: CommitRule = ({ name, found }, { facts }, _, broken) => {
  const { linked = 0, unlinked = 0 } = found;
  const silent = facts.find(
    ({ fact }) => endings.has(fact.fact) && !fact.messages?.some(({ to }) => to === 'co-reporters'),
  );
  if (linked > unlinked && silent)
    broken('link-is-known', `${name} was ${silent.fact.fact} without a message to co-reporters`);
};
