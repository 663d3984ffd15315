import { defined } from '../defined.ts';
import { errorName } from '../error-name.ts';
import { Unavailable } from '../storage/store-errors.ts';
import { type Judged, type ProveContext, violationOf } from './judged.ts';
import { armedCounts, proveAggregate } from './prove-aggregate.ts';
import { isArmed, messageKeyFindings } from './prove-due.ts';
import type { SeenAggregate, SeenDelivery, SeenLink, SeenRow } from './seen.ts';

/**
 * Looks at one row of whatever kind, and sets right what can be set right without knowing more than it says. Only
 * `Unavailable` is thrown: a row that nobody can judge is a violation itself, and keeps none from being looked at.
 */
export async function proveRow(proving: ProveContext, row: SeenRow): Promise<Judged> {
  const { station } = row;
  const nothing: Judged = { ...defined({ station }), counts: {}, violations: [] };
  try {
    return await judge(proving, row, nothing);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const finding = { kind: 'unreadable', where: errorName(error) } as const;
    const counts = row.row === 'aggregate' ? armedCounts(row, proving.now) : {};
    return { ...nothing, counts, violations: [violationOf(row, finding)] };
  }
}

async function judge(proving: ProveContext, row: SeenRow, nothing: Judged): Promise<Judged> {
  switch (row.row) {
    case 'aggregate':
      proving.met.meet(row);
      return withItsPrimary(proving, row, await proveAggregate(proving, row));
    case 'delivery':
      return proveMessage(proving, row);
    case 'reference':
    case 'link': {
      if (await leadsToItsAggregate(proving, row)) return nothing;
      const kind = row.row === 'reference' ? 'orphan-reference' : 'orphan-link';
      return { ...nothing, violations: [violationOf(row, { kind })] };
    }
    case 'join':
      if (await isBetweenTwo(proving, row)) return nothing;
      return { ...nothing, violations: [violationOf(row, { kind: 'orphan-join' })] };
    case 'stray':
      return { ...nothing, violations: [violationOf(row, { kind: 'stray-due' })] };
    case 'other':
      return nothing;
  }
}

async function isBetweenTwo({ met }: ProveContext, { from, to }: SeenLink): Promise<boolean> {
  if (from === undefined || to === undefined || from.station !== to.station) return false;
  return (await met.find(from)) !== undefined && (await met.find(to)) !== undefined;
}

/** An aggregate in place of which another one is worked on: the other must be there. */
async function withItsPrimary(
  { met, aggregates }: ProveContext,
  row: SeenAggregate,
  judged: Judged,
): Promise<Judged> {
  const primary = row.found && aggregates.of(row.key.kind).proof?.replacedBy(row.found);
  if (primary === undefined || (await met.find(primary)) !== undefined) return judged;
  return { ...judged, violations: [...judged.violations, violationOf(row, { kind: 'orphan-join' })] };
}

async function leadsToItsAggregate(
  { met }: ProveContext,
  { to, reference, station }: SeenLink,
): Promise<boolean> {
  const found = to && (await met.find(to));
  if (found === undefined || to?.station !== station) return false;
  // A case whose own reference cannot be read is unreadable, which is said of itself.
  return reference === undefined || found.reference === undefined || found.reference === reference;
}

async function proveMessage({ proofs, met, now }: ProveContext, row: SeenDelivery): Promise<Judged> {
  const { findings, repair } = messageKeyFindings(row, now);
  const about = row.subject.about === 'aggregate' ? row.subject.key : undefined;
  const isOrphan = row.pending && about !== undefined && (await met.find(about)) === undefined;
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
