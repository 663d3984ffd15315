import { type Case, isOpenCase } from '../../cases/case.ts';
import { keyOf } from '../../cases/case-key.ts';
import type { RecentReport, Spot } from '../../cases/intake/recent-report.ts';
import { isSamePhoto } from '../../cases/photos/photo.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import type { Commit, Committed } from '../../engine/commit.ts';
import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { CaseStore } from '../../engine/store.ts';
import { Unreadable } from '../../engine/store-errors.ts';
import { shardOf } from '../shard.ts';
import { board } from './case-list.ts';
import { photoThere, putPhoto } from './photo-slots.ts';
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
      photos: tables.photos.get(name) ?? [],
    };
  },

  findSubmission: async (tokenHash) => tables.submissions.get(tokenHash),
  findCommand: async (key, commandId) => tables.commands.get(`${caseName(key)}/${commandId}`),
  findReference: async (scope, reference) => tables.references.get(`${scope.station}/${reference}`),
  linkedTo: async (key, limit) =>
    [...tables.joins.values()]
      .filter(({ from }) => caseName(from) === caseName(key))
      .map(({ to }) => to)
      .slice(0, limit),

  recentReports: async (spot, { since, before }, limit) =>
    [...tables.recentReports]
      .filter(
        ([, recentReport]) => spotName(recentReport.spot) === spotName(spot) && recentReport.at >= since,
      )
      .filter(([name]) => name < recentReportName({ at: before.at, key: before }))
      .sort(([one], [other]) => (one < other ? 1 : -1))
      .map(([, { key }]) => key)
      .slice(0, limit),

  board: async (scope, query) => board(tables, scope, query),
});

function conflictOf(
  tables: Tables,
  { before, after, submission, usedOnce, command, second, photo }: Commit,
): Extract<Committed, { ok: false }>['conflict'] | undefined {
  const name = caseName(keyOf(after));
  if (command && tables.commands.has(`${name}/${command.commandId}`)) return 'command';
  if (submission && tables.submissions.has(submission.tokenHash)) return 'token';
  if (usedOnce && tables.usedOnce.has(usedOnce.nonce)) return 'proof';
  if (before === undefined && tables.references.has(`${after.station}/${after.reference}`))
    return 'reference';
  if (photo && !isSamePhoto(photoThere(tables, name, photo.before.slot), photo.before)) return 'photo';
  const found = tables.cases.get(name);
  const version = found === 'unreadable' ? Number.NaN : found?.version;
  if (version !== before?.version) return 'version';
  return second && conflictOf(tables, second);
}

function write(tables: Tables, commit: Commit, shardsPerLane: number): void {
  const { before, after, facts, texts, deliveries, submission, usedOnce, command } = commit;
  const { recentReport, second, joins, photo } = commit;
  const key = keyOf(after);
  const name = caseName(key);
  const shard = shardOf(after.caseId, shardsPerLane);
  tables.cases.set(name, after);
  setDue(tables, name, dueOfCase(after, shard));
  tables.facts.set(name, [...(tables.facts.get(name) ?? []), ...facts]);
  tables.texts.set(name, [...(tables.texts.get(name) ?? []), ...texts]);
  for (const delivery of deliveries) putDelivery(tables, delivery, shard);
  if (submission) tables.submissions.set(submission.tokenHash, submission);
  if (usedOnce) tables.usedOnce.add(usedOnce.nonce);
  if (before === undefined) tables.references.set(`${after.station}/${after.reference}`, key);
  if (command) tables.commands.set(`${name}/${command.commandId}`, command);
  if (recentReport) tables.recentReports.set(recentReportName(recentReport), recentReport);
  if (second && joins) {
    const from = keyOf(second.after);
    tables.joins.set(`${caseName(from)}/${joins.caseId}`, { from, to: joins });
  }
  if (photo) putPhoto(tables, name, photo.after);
  if (second) write(tables, second, shardsPerLane);
}

const spotName = ({ station, place, type, answers }: Spot): string =>
  [station, place, type, ...answers].join('/');

/** In the order of time, then of ids, as their names sort. */
const recentReportName = ({
  at,
  key,
}: Pick<RecentReport, 'at'> & { readonly key: Pick<Case, 'caseId'> }): string => `${toIso(at)}/${key.caseId}`;

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
