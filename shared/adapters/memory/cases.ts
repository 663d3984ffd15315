import { type Case, isOpenCase } from '../../domain/case.ts';
import { keyOf } from '../../domain/case-key.ts';
import { type CaseStore, Unreadable } from '../../ports.ts';
import type { Commit, Committed, Delivery } from '../../records.ts';
import { shardOf } from '../shard.ts';
import { board } from './board.ts';
import { caseName, deliveryName, setDue, type Tables } from './tables.ts';

export const cases = (tables: Tables, shardsPerLane: number): CaseStore => ({
  // Nothing is awaited between the check and the writes, so no other commit can come between them.
  async commit(commit) {
    const conflict = conflictOf(tables, commit);
    if (conflict !== undefined) return { ok: false, conflict };
    write(tables, commit, shardsPerLane);
    return { ok: true };
  },

  async load(key) {
    const found = tables.cases.get(caseName(key));
    if (found === 'unreadable') throw new Unreadable(`the case ${caseName(key)} does not read`);
    return found;
  },

  async history(key) {
    const name = caseName(key);
    return {
      facts: tables.facts.get(name) ?? [],
      texts: tables.texts.get(name) ?? [],
      deliveries: [...tables.deliveries]
        .filter(([delivery]) => delivery.startsWith(`${name}/`))
        .map(([, delivery]) => delivery),
    };
  },

  findSubmission: async (tokenHash) => tables.submissions.get(tokenHash),
  findCommand: async (key, commandId) => tables.commands.get(`${caseName(key)}/${commandId}`),
  findReference: async (scope, reference) => tables.references.get(`${scope.station}/${reference}`),
  board: async (scope, query) => board(tables, scope, query),
});

function conflictOf(
  tables: Tables,
  { before, after, submission, spent, command }: Commit,
): Extract<Committed, { ok: false }>['conflict'] | undefined {
  const name = caseName(keyOf(after));
  if (command && tables.commands.has(`${name}/${command.commandId}`)) return 'command';
  if (submission && tables.submissions.has(submission.tokenHash)) return 'token';
  if (spent && tables.spent.has(spent.nonce)) return 'proof';
  if (before === undefined && tables.references.has(`${after.station}/${after.reference}`))
    return 'reference';
  const found = tables.cases.get(name);
  const version = found === 'unreadable' ? Number.NaN : found?.version;
  return version === before?.version ? undefined : 'version';
}

function write(tables: Tables, commit: Commit, shardsPerLane: number): void {
  const { before, after, facts, texts, deliveries, submission, spent, command } = commit;
  const key = keyOf(after);
  const name = caseName(key);
  const shard = shardOf(after.caseId, shardsPerLane);
  tables.cases.set(name, after);
  setDue(tables, name, dueOfCase(after, shard));
  tables.facts.set(name, [...(tables.facts.get(name) ?? []), ...facts]);
  tables.texts.set(name, [...(tables.texts.get(name) ?? []), ...texts]);
  for (const delivery of deliveries) putDelivery(tables, delivery, shard);
  if (submission) tables.submissions.set(submission.tokenHash, submission);
  if (spent) tables.spent.add(spent.nonce);
  if (before === undefined) tables.references.set(`${after.station}/${after.reference}`, key);
  if (command) tables.commands.set(`${name}/${command.commandId}`, command);
}

const dueOfCase = (after: Case, shard: number) =>
  isOpenCase(after)
    ? {
        lane: after.priority,
        shard,
        row: { kind: 'case' as const, key: keyOf(after), dueAt: after.dueAt },
      }
    : undefined;

/** Stores a delivery and its place in the due index. */
export function putDelivery(tables: Tables, delivery: Delivery, shard: number): void {
  const { subject, dueAt, priority } = delivery;
  const name = deliveryName(subject);
  tables.deliveries.set(name, delivery);
  setDue(
    tables,
    name,
    dueAt === undefined ? undefined : { lane: priority, shard, row: { kind: 'delivery', subject, dueAt } },
  );
}
