import { defined } from '../defined.ts';
import { errorName } from '../error-name.ts';
import { Unavailable } from '../storage/store-errors.ts';
import type { Violation } from './proof.ts';
import { armedCounts, proveAggregate } from './prove-aggregate.ts';
import { type Judged, type ProveContext, violationOf } from './prove-context.ts';
import { deliveryKeyFindings, isArmed } from './prove-due.ts';
import { proveRead } from './prove-read.ts';
import { proveRecorded, proveRecordedRows } from './prove-recorded.ts';
import type { SeenAggregate, SeenDelivery, SeenLink, SeenRecorded, SeenRow } from './seen.ts';

/**
 * Checks one row of any kind and repairs what can safely be repaired. Throws only `Unavailable`: a row whose check
 * fails is itself a violation and does not stop the run.
 */
export async function proveRow(context: ProveContext, row: SeenRow): Promise<Judged> {
  const { station } = row;
  const nothing: Judged = { ...defined({ station }), counts: {}, violations: [] };
  try {
    return await proveByKind(context, row, nothing);
  } catch (error) {
    const finding = unreadableFinding(row, error);
    const counts = row.row === 'aggregate' ? armedCounts(row, context.now) : {};
    return { ...nothing, counts, violations: [finding] };
  }
}

async function proveByKind(context: ProveContext, row: SeenRow, nothing: Judged): Promise<Judged> {
  switch (row.row) {
    case 'aggregate':
      context.seenAggregates.add(row);
      return withRecordedRows(
        context,
        row,
        await withPrimaryCheck(context, row, await proveAggregate(context, row)),
      );
    case 'delivery':
      return proveDelivery(context, row);
    case 'reference':
    case 'link':
    case 'search':
      if (await leadsToAggregate(context, row)) return nothing;
      return { ...nothing, violations: [violationOf(row, { kind: orphans[row.row] })] };
    case 'join':
      if (await joinsTwoAggregates(context, row)) return nothing;
      return { ...nothing, violations: [violationOf(row, { kind: 'orphan-join' })] };
    case 'read':
      return proveRead(context, row);
    case 'recorded':
      return proveNamed(context, row, nothing);
    case 'stray':
      return { ...nothing, violations: [violationOf(row, { kind: 'stray-due' })] };
    case 'other':
      return nothing;
  }
}

const orphans = {
  reference: 'orphan-reference',
  link: 'orphan-link',
  search: 'orphan-search',
} as const;

async function joinsTwoAggregates(
  { seenAggregates }: ProveContext,
  { from, to }: SeenLink,
): Promise<boolean> {
  if (from === undefined || to === undefined || from.station !== to.station) return false;
  return (await seenAggregates.find(from)) !== undefined && (await seenAggregates.find(to)) !== undefined;
}

/** Adds a violation if another aggregate replaces this one and does not exist. */
async function withPrimaryCheck(
  { seenAggregates, aggregates }: ProveContext,
  row: SeenAggregate,
  judged: Judged,
): Promise<Judged> {
  const primary = row.found && aggregates.of(row.key.kind).proof?.replacedBy(row.found);
  if (primary === undefined) return judged;
  if (primary !== 'missing' && (await seenAggregates.find(primary)) !== undefined) return judged;
  return { ...judged, violations: [...judged.violations, violationOf(row, { kind: 'orphan-join' })] };
}

/** Adds the rows that are not as the facts of this aggregate say. What was found of the aggregate itself stays. */
async function withRecordedRows(context: ProveContext, row: SeenAggregate, judged: Judged): Promise<Judged> {
  if (context.aggregates.find(row.key.kind)?.proof?.recorded === undefined) return judged;
  const findings = await proveRecordedRows(context, row.key)
    .then((found) => found.map((finding) => ({ ...finding, repaired: false })))
    .catch((error: unknown) => [unreadableFinding(row, error)]);
  return { ...judged, violations: [...judged.violations, ...findings] };
}

function unreadableFinding(row: SeenRow, error: unknown): Violation {
  if (error instanceof Unavailable) throw error;
  return violationOf(row, { kind: 'unreadable', where: errorName(error) });
}

/** A row that no fact names, or whose aggregate does not exist, so that nobody compares it. */
async function proveNamed(context: ProveContext, row: SeenRecorded, nothing: Judged): Promise<Judged> {
  const isKept = (await context.seenAggregates.find(row.record)) !== undefined;
  const finding = isKept
    ? await proveRecorded(context, row.record, row.at)
    : ({ kind: 'register-changed', row: row.name, where: 'not-recorded' } as const);
  return finding === undefined ? nothing : { ...nothing, violations: [{ ...finding, repaired: false }] };
}

async function leadsToAggregate(
  { seenAggregates }: ProveContext,
  { to, reference, station }: SeenLink,
): Promise<boolean> {
  const found = to && (await seenAggregates.find(to));
  if (found === undefined || to?.station !== station) return false;
  // An aggregate whose own reference does not parse gets a violation of its own.
  return reference === undefined || found.reference === undefined || found.reference === reference;
}

async function proveDelivery(
  { proofs, seenAggregates, now }: ProveContext,
  row: SeenDelivery,
): Promise<Judged> {
  const { findings, repair } = deliveryKeyFindings(row, now);
  const about = row.subject.about === 'aggregate' ? row.subject.key : undefined;
  const isOrphan = row.pending && about !== undefined && (await seenAggregates.find(about)) === undefined;
  const repaired = findings.length > 0 && (await proofs.repair(row, repair));
  return {
    station: row.station,
    counts: row.pending ? { messages: 1, messagesArmed: isArmed(row, row.dueAt, now) ? 1 : 0 } : {},
    violations: [
      ...findings.map((finding) => violationOf(row, finding, repaired)),
      ...(isOrphan ? [violationOf(row, { kind: 'orphan-message' })] : []),
    ],
  };
}
