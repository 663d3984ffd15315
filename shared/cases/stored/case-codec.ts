import * as z from 'zod/mini';
import type { StateCodec, StateColumns } from '../../engine/aggregate.ts';
import { packEscalation, unpackEscalation } from '../../engine/clocks/clock-text.ts';
import { defined } from '../../engine/defined.ts';
import { languages } from '../../engine/language.ts';
import type { Row } from '../../engine/storage/row.ts';
import { count, instant, personId, readRow, unreadable } from '../../engine/storage/row-parts.ts';
import { type Case, type CaseCore, channels, type Held, ratings } from '../case.ts';
import { isCaseId } from '../case-key.ts';
import { caseTypes } from '../case-type.ts';
import { clockKinds, type DueKind } from '../clock-kinds.ts';
import { isOpen, openStatuses, type Status, terminalStatuses } from '../lifecycle.ts';
import { hasBrokenDeadline } from '../reading/overdue.ts';
import { packedMarks, packMarks, unpackMarks } from '../secrecy.ts';
import { trustReasons } from '../trust-reason.ts';
import { caseClockText } from './clock-codes.ts';
import { packActions, packPause, unpackActions, unpackPause } from './life-text.ts';
import { caseId, reference } from './row-parts.ts';

/** Fields of a stored case that the query behind the staff's list reads as well. */
export const status = z.enum([...openStatuses, ...terminalStatuses] satisfies readonly Status[]);
const clockKind = z.enum(clockKinds);
export const dueKind = z.union([
  z.templateLiteral(['remind:', clockKind]),
  z.templateLiteral(['end:', clockKind]),
  z.enum(['level', 'action', 'review']),
]);

const shape = z.object({
  reference,
  type: z.enum(caseTypes),
  details: z._default(z.record(z.string(), z.string()), {}),
  place: z.string(),
  building: z.string(),
  channel: z.enum(channels),
  language: z.enum(languages),
  reachable: z._default(z.boolean(), false),
  trustReason: z.exactOptional(z.enum(trustReasons)),
  marks: z.exactOptional(z.enum(packedMarks)),
  receivedAt: instant,
  occurredAt: z.exactOptional(instant),
  assignee: z.exactOptional(personId),
  clocks: z.array(z.string()),
  people: z._default(z.array(z.string()), []),
  escalation: z.exactOptional(z.string()),
  pauses: z.exactOptional(z.array(z.string())),
  actions: z.exactOptional(z.record(z.string(), z.string())),
  waits: z._default(count, 0),
  extensions: z._default(count, 0),
  reopens: z._default(count, 0),
  rejectionProposedBy: z.exactOptional(personId),
  windowOver: z.exactOptional(z.literal(true)),
  outcome: z.exactOptional(z.string()),
  duplicateOf: z.exactOptional(caseId),
  linked: z.exactOptional(count),
  unlinked: z.exactOptional(count),
  reporterLeft: z.exactOptional(z.literal(true)),
  reporterLeftAt: z.exactOptional(instant),
  reachableAgain: z.exactOptional(z.literal(true)),
  heldClocks: z.exactOptional(z.array(z.string())),
  heldPeople: z._default(z.array(z.string()), []),
  heldEscalation: z.exactOptional(z.string()),
  heldAt: z.exactOptional(instant),
  rating: z.exactOptional(z.enum(ratings)),
  ratedAt: z.exactOptional(instant),
  ratingCorrections: z.exactOptional(count),
  ratedAfter: z.exactOptional(count),
  photoNotifiedAt: z.exactOptional(instant),
});

/**
 * Converts a case to its row and back. Every step of every clock rewrites the row, so it stays under 1 KB: default
 * values (false, empty, zero) are left out, and clocks are packed.
 */
export const caseCodec: StateCodec<Case> = {
  attributes: [...Object.keys(shape.shape), 'late'],

  encode(found) {
    const { clocks, people } = caseClockText.pack(found.clocks, found.receivedAt);
    return {
      ...plainAttributes(found),
      clocks,
      ...(people.length > 0 && { people }),
      ...(found.escalation && { escalation: packEscalation(found.escalation, found.receivedAt) }),
      ...(found.pauses && { pauses: found.pauses.map((pause) => packPause(pause, found.receivedAt)) }),
      ...(found.actions && { actions: packActions(found.actions, found.receivedAt) }),
      ...(found.held && packHeld(found.held, found.receivedAt)),
      ...(hasBrokenDeadline(found.clocks) && { late: true }),
    };
  },

  decode(columns, row) {
    const { id, dueAt, dueKind: due, responsible, endedAt, status: stored, ...engine } = columns;
    const { heldClocks, heldPeople, heldEscalation, heldAt, ...rest } = readRow(shape, row);
    const { clocks, people, escalation, pauses, actions, marks, ...plain } = rest;
    const packed = { clocks, people, escalation, pauses, actions, receivedAt: plain.receivedAt };
    if (!isCaseId(id)) throw unreadable(row, 'pk');
    const found = status.safeParse(stored);
    if (!found.success) throw unreadable(row, 'status');
    const { receivedAt } = plain;
    const held = heldClocks && {
      held: {
        ...defined({ linkedAt: heldAt }),
        ...unpackTimers(row, {
          clocks: heldClocks,
          people: heldPeople,
          escalation: heldEscalation,
          receivedAt,
        }),
      },
    };
    const core: CaseCore = {
      ...engine,
      ...plain,
      ...unpackMarks(marks),
      caseId: id,
      ...unpackTimers(row, packed),
      ...held,
    };
    if (!isOpen(found.data) && endedAt !== undefined) return { ...core, status: found.data, endedAt };
    // Rule 0 holds for stored rows too: an open case without a next deadline is unreadable.
    if (isOpen(found.data) && dueAt !== undefined && isDueKind(due) && responsible !== undefined) {
      return { ...core, status: found.data, dueAt, dueKind: due, responsible };
    }
    throw unreadable(row, 'status');
  },
};

const isDueKind = (text: StateColumns['dueKind']): text is DueKind => dueKind.safeParse(text).success;

/** The attributes that are stored unpacked, without default values. */
function plainAttributes(found: Case): Row {
  const { reference: number, type, place, building, channel, language, receivedAt } = found;
  const { trustReason, assignee, occurredAt, rejectionProposedBy, windowOver, outcome, duplicateOf } = found;
  const { rating, linked, unlinked, reporterLeft, photoNotifiedAt, ratedAfter } = found;
  const { reporterLeftAt, reachableAgain } = found;
  const { ratedAt, ratingCorrections } = found;
  const optional = {
    trustReason,
    marks: packMarks(found),
    assignee,
    occurredAt,
    rejectionProposedBy,
    windowOver,
    outcome,
    duplicateOf,
    rating,
    linked,
    unlinked,
    reporterLeft,
    reporterLeftAt,
    reachableAgain,
    photoNotifiedAt,
    ratedAt,
    ratingCorrections,
    ratedAfter,
  };
  const { waits, extensions, reopens, reachable, details } = found;
  const defaulted = { waits, extensions, reopens, reachable };
  return {
    reference: number,
    type,
    place,
    building,
    channel,
    language,
    receivedAt,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(Object.entries(defaulted).filter(([, value]) => value !== 0 && value !== false)),
    ...(Object.keys(details).length > 0 && { details }),
  };
}

function packHeld(held: Held, receivedAt: number): Row {
  const { clocks, people } = caseClockText.pack(held.clocks, receivedAt);
  return {
    heldClocks: clocks,
    ...(people.length > 0 && { heldPeople: people }),
    ...(held.escalation && { heldEscalation: packEscalation(held.escalation, receivedAt) }),
    ...defined({ heldAt: held.linkedAt }),
  };
}

interface PackedTimers {
  readonly clocks: readonly string[];
  readonly people: readonly string[];
  readonly escalation: string | undefined;
  readonly pauses?: readonly string[] | undefined;
  readonly actions?: Readonly<Record<string, string>> | undefined;
  readonly receivedAt: number;
}

function unpackTimers(
  row: Row,
  { clocks, people, escalation, pauses, actions, receivedAt }: PackedTimers,
): Pick<CaseCore, 'clocks' | 'escalation' | 'pauses' | 'actions'> {
  try {
    return {
      clocks: caseClockText.unpack({ clocks, people }, receivedAt),
      ...(escalation !== undefined && { escalation: unpackEscalation(escalation, receivedAt) }),
      ...(pauses && { pauses: pauses.map((text) => unpackPause(text, receivedAt)) }),
      ...(actions && { actions: unpackActions(actions, receivedAt) }),
    };
  } catch {
    throw unreadable(row, 'clocks');
  }
}
