import * as z from 'zod/mini';
import { type Case, type CaseDraft, isOpenCase } from '../../cases/case.ts';
import { type CaseKey, keyOf } from '../../cases/case-key.ts';
import { draftOf } from '../../cases/decisions/decision-draft.ts';
import { openStatuses, terminalStatuses } from '../../cases/lifecycle.ts';
import { isReference } from '../../cases/reference.ts';
import { fromIso, toIso } from '../../engine/calendar/instant.ts';
import type { DeliverySubject } from '../../engine/outbox/delivery.ts';
import { deliveryName } from '../../engine/outbox/delivery-id.ts';
import { type Priority, priorities } from '../../engine/priority.ts';
import type { SeenCase, SeenDelivery, SeenDue, SeenLink, SeenRow } from '../../engine/proof/seen.ts';
import { boardPk, caseAttributes, caseIn } from './case-item.ts';
import { caseKeyIn, primaryIn, type Row, referenceIn, stationOfPk, subjectIn } from './keys.ts';
import * as parts from './parse.ts';

/** What a repair must find unchanged: versions and keys, all of them plain values. */
const guarded = [
  'version',
  'status',
  'state',
  'attempts',
  'dueAt',
  'due_pk',
  'due_sk',
  'parked_attempts',
  'board_pk',
  'board_sk',
] as const;

/** All that the prover reads of a row it meets: no sealed text, no name, no telephone number, no wrapped key. */
export const seenAttributes: readonly string[] = [
  ...new Set([...caseAttributes, ...guarded, 'pk', 'sk', 'station', 'caseId']),
];

/** The reverse of `seen`: each guarded attribute as it was, undefined where it was absent. */
export const guardedIn = (seen: string): Row => {
  const values = z.array(z.array(z.unknown())).parse(JSON.parse(seen));
  return Object.fromEntries(guarded.map((name, index) => [name, values[index]?.[0]]));
};

/** A row for the prover. Nothing in it is believed before it is parsed, and nothing that fails to parse hides. */
export function seenRow(row: Row, shardsPerLane: number): SeenRow {
  const [pk, sk] = [String(row.pk), String(row.sk)];
  const key = caseKeyIn(pk);
  if (key !== undefined && sk === 'CASE') return seenCase(row, key, shardsPerLane);
  const subject = subjectIn({ pk, sk });
  if (subject !== undefined) return seenDelivery(row, subject, shardsPerLane);
  const link = seenLink(row, pk, sk);
  if (link !== undefined) return link;
  const station = stationOfPk(pk);
  const isDue = row.due_pk !== undefined || row.due_sk !== undefined;
  return {
    kind: isDue ? 'stray' : 'other',
    name: `${pk} / ${sk}`.slice(0, NAME_LENGTH_MAX),
    ...(station !== undefined && { station }),
  };
}

/** A key that nobody of ours has made may be of any length. */
const NAME_LENGTH_MAX = 100;

export function seenCase(row: Row, key: CaseKey, shardsPerLane: number): SeenCase {
  const found = readable(row);
  const stepless = found === undefined ? withoutStep(row) : undefined;
  return {
    kind: 'case',
    key,
    name: `${key.station}-${key.caseId}`,
    station: key.station,
    ...keysOf(row, shardsPerLane),
    ...referenceOf(row),
    open: !terminalStatuses.some((status) => status === row.status),
    ...(found && { found }),
    ...(stepless && { stepless }),
    listed: found === undefined || isListed(row, found),
  };
}

const referenceOf = ({ reference }: Row): Pick<SeenCase, 'reference'> =>
  typeof reference === 'string' && isReference(reference) ? { reference } : {};

function readable(row: Row): Case | undefined {
  try {
    return caseIn(row);
  } catch {
    return undefined;
  }
}

/** An open case that would read if only it had a next step. */
function withoutStep(row: Row): CaseDraft | undefined {
  if (!openStatuses.some((status) => status === row.status)) return undefined;
  const found = readable({ ...row, dueAt: 0, dueKind: 'review', responsible: 'officer' });
  return found && draftOf(found);
}

const isListed = (row: Row, found: Case): boolean => {
  const [side, at] = isOpenCase(found)
    ? (['open', found.dueAt] as const)
    : (['closed', found.endedAt] as const);
  return row.board_pk === boardPk(found.station, side) && row.board_sk === toIso(at);
};

function seenDelivery(row: Row, subject: DeliverySubject, shardsPerLane: number): SeenDelivery {
  const dueAt = parts.instant.safeParse(row.dueAt);
  return {
    kind: 'delivery',
    name: deliveryName(subject),
    station: subject.about === 'case' ? subject.key.station : subject.station,
    ...keysOf(row, shardsPerLane),
    subject,
    pending: row.state === 'pending',
    ...(dueAt.success && { dueAt: dueAt.data }),
  };
}

const keysOf = (row: Row, shardsPerLane: number): Pick<SeenCase, 'seen' | 'priority' | 'due' | 'parked'> => {
  const due = dueOf(row, shardsPerLane);
  return {
    seen: JSON.stringify(guarded.map((name) => (name in row ? [row[name]] : []))),
    // Nobody knows how urgent it is when it does not say.
    priority: priorities.find((priority) => priority === row.priority) ?? 'P0',
    ...(due && { due }),
    parked: row.parked_attempts !== undefined,
  };
};

const LANE = /^(P\d)#(\d+)$/;

/** A key that lacks one of its halves is no place in the index at all. */
function dueOf({ due_pk, due_sk }: Row, shardsPerLane: number): SeenDue | undefined {
  if (due_pk === undefined && due_sk === undefined) return undefined;
  const [, lane, shard] = LANE.exec(String(due_pk)) ?? [];
  const at = typeof due_sk === 'string' ? fromIso(due_sk) : undefined;
  const swept = priorities.some((known: Priority) => known === lane) && Number(shard) < shardsPerLane;
  return { swept, ...(at !== undefined && { at }) };
}

const target = z.object({ station: parts.stationId, caseId: parts.caseId });

function seenLink(row: Row, pk: string, sk: string): SeenLink | undefined {
  const reference = sk === 'REF' ? referenceIn(pk) : undefined;
  const primary = primaryIn(pk);
  const isLink = sk === 'T' && pk.startsWith('T#');
  if (reference === undefined && primary === undefined && !isLink) return undefined;
  const to = target.safeParse(row);
  const found = to.success ? { to: keyOf(to.data), station: to.data.station } : {};
  if (primary !== undefined)
    return { kind: 'join', name: `${pk} / ${sk}`.slice(0, NAME_LENGTH_MAX), ...found, from: primary };
  return reference === undefined
    ? { kind: 'link', name: pk.slice(0, NAME_LENGTH_MAX), ...found }
    : { kind: 'reference', name: `${reference.station}-${reference.reference}`, ...found, ...reference };
}
