import * as z from 'zod/mini';
import { type Case, type CaseCore, channels, isOpenCase, languages, ratings } from '../../cases/case.ts';
import { keyOf } from '../../cases/case-key.ts';
import { caseTypes } from '../../cases/case-type.ts';
import { isOpen } from '../../cases/lifecycle.ts';
import { trustReasons } from '../../cases/trust-reason.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { type Priority, priorities } from '../../engine/priority.ts';
import type { StationId } from '../../engine/scope.ts';
import { shardOf } from '../shard.ts';
import { packClocks, packEscalation, unpackClocks, unpackEscalation } from './clock-text.ts';
import { caseKeyIn, caseRow, type Row } from './keys.ts';
import * as parts from './parse.ts';

export const boardPk = (station: StationId, side: 'open' | 'closed'): string => `S#${station}#${side}`;

/** Where a row stands in the due index. */
export const dueKeys = (priority: Priority, shard: number, at: Instant) => ({
  due_pk: `${priority}#${shard}`,
  due_sk: toIso(at),
});

/**
 * A case as a row. It is rewritten with every step of every clock, so it stays under 1 KB: what is usual (no, none,
 * zero) is left out, and clocks are packed.
 */
export function caseItem(found: Case, shardsPerLane: number): Row {
  const { station, caseId, version, chainHead, policyVersion, status } = found;
  const { clocks, people } = packClocks(found.clocks, found.receivedAt);
  return {
    ...caseRow(keyOf(found)),
    version,
    head: chainHead,
    policy: policyVersion,
    status,
    ...plainParts(found),
    clocks,
    ...(people.length > 0 && { people }),
    ...(found.escalation && { escalation: packEscalation(found.escalation, found.receivedAt) }),
    ...(found.clocks.some(({ state }) => state === 'breached') && { late: true }),
    ...(isOpenCase(found)
      ? {
          dueAt: found.dueAt,
          dueKind: found.dueKind,
          responsible: found.responsible,
          ...dueKeys(found.priority, shardOf(caseId, shardsPerLane), found.dueAt),
          board_pk: boardPk(station, 'open'),
          board_sk: toIso(found.dueAt),
        }
      : {
          endedAt: found.endedAt,
          board_pk: boardPk(station, 'closed'),
          board_sk: toIso(found.endedAt),
        }),
  };
}

/** What is stored as it is, without what is as usual. */
function plainParts(found: Case): Row {
  const { reference, type, priority, place, building, channel, language, receivedAt } = found;
  const { trustReason, assignee, occurredAt, rejectionProposedBy, windowOver, outcome, duplicateOf, rating } =
    found;
  const { linked, unlinked, reporterLeft, photoNotifiedAt, ratedAfter } = found;
  const optional = {
    ...{ trustReason, assignee, occurredAt, rejectionProposedBy, windowOver, outcome, duplicateOf, rating },
    ...{ linked, unlinked, reporterLeft, photoNotifiedAt, ratedAfter },
  };
  const { waits, extensions, reopens, reachable, details } = found;
  const unusual = { waits, extensions, reopens, reachable };
  return {
    ...{ reference, type, priority, place, building, channel, language, receivedAt },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(Object.entries(unusual).filter(([, value]) => value !== 0 && value !== false)),
    ...(Object.keys(details).length > 0 && { details }),
  };
}

const shape = z.object({
  pk: z.string(),
  sk: z.literal('CASE'),
  version: parts.count,
  head: z.string(),
  policy: z.string(),
  reference: parts.reference,
  type: z.enum(caseTypes),
  details: z._default(z.record(z.string(), z.string()), {}),
  priority: z.enum(priorities),
  status: parts.status,
  place: z.string(),
  building: z.string(),
  channel: z.enum(channels),
  language: z.enum(languages),
  reachable: z._default(z.boolean(), false),
  trustReason: z.exactOptional(z.enum(trustReasons)),
  receivedAt: parts.instant,
  occurredAt: z.exactOptional(parts.instant),
  assignee: z.exactOptional(parts.personId),
  clocks: z.array(z.string()),
  people: z._default(z.array(z.string()), []),
  escalation: z.exactOptional(z.string()),
  waits: z._default(parts.count, 0),
  extensions: z._default(parts.count, 0),
  reopens: z._default(parts.count, 0),
  rejectionProposedBy: z.exactOptional(parts.personId),
  windowOver: z.exactOptional(z.literal(true)),
  outcome: z.exactOptional(z.string()),
  duplicateOf: z.exactOptional(parts.caseId),
  linked: z.exactOptional(parts.count),
  unlinked: z.exactOptional(parts.count),
  reporterLeft: z.exactOptional(z.literal(true)),
  rating: z.exactOptional(z.enum(ratings)),
  ratedAfter: z.exactOptional(parts.count),
  photoNotifiedAt: z.exactOptional(parts.instant),
  dueAt: z.exactOptional(parts.instant),
  dueKind: z.exactOptional(parts.dueKind),
  responsible: z.exactOptional(parts.responsible),
  endedAt: z.exactOptional(parts.instant),
});

/** What makes up a case row, besides its place in the indexes. */
export const caseAttributes: readonly string[] = Object.keys(shape.shape);

/** Reads a case row whole. Throws `Unreadable` when any of it is not what a case row holds. */
export function caseIn(row: Row): Case {
  const found = parts.readRow(shape, row);
  const {
    pk,
    sk: _sk,
    head,
    policy,
    clocks: _clocks,
    people: _people,
    escalation: _escalation,
    ...rest
  } = found;
  const { status, dueAt, dueKind, responsible, endedAt, ...plain } = rest;
  const key = caseKeyIn(pk);
  if (key === undefined) throw parts.unreadable(row, 'pk');
  const { station, caseId } = key;
  const core: CaseCore = {
    ...plain,
    station,
    caseId,
    chainHead: head,
    policyVersion: policy,
    ...timersIn(row, found),
  };
  if (!isOpen(status) && endedAt !== undefined) return { ...core, status, endedAt };
  // Rule 0 holds for what is read, too: an open case without its next step is no case.
  if (isOpen(status) && dueAt !== undefined && dueKind !== undefined && responsible !== undefined)
    return { ...core, status, dueAt, dueKind, responsible };
  throw parts.unreadable(row, 'status');
}

function timersIn(
  row: Row,
  { clocks, people, escalation, receivedAt }: z.output<typeof shape>,
): Pick<CaseCore, 'clocks' | 'escalation'> {
  try {
    return {
      clocks: unpackClocks({ clocks, people }, receivedAt),
      ...(escalation !== undefined && { escalation: unpackEscalation(escalation, receivedAt) }),
    };
  } catch {
    throw parts.unreadable(row, 'clocks');
  }
}
