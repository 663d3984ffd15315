import * as z from 'zod/mini';
import type { StateCodec, StateColumns } from '../../engine/aggregate.ts';
import { packEscalation, unpackEscalation } from '../../engine/clocks/clock-text.ts';
import { defined } from '../../engine/defined.ts';
import { languages } from '../../engine/language.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { Row } from '../../engine/storage/row.ts';
import { count, instant, personId, readRow, unreadable } from '../../engine/storage/row-parts.ts';
import { type Case, type CaseCore, channels, type Held, ratings } from '../case.ts';
import { isCaseId } from '../case-key.ts';
import { caseTypes } from '../case-type.ts';
import { type Clock, clockKinds, type DueKind } from '../clock-kinds.ts';
import { isOpen, openStatuses, type Status, terminalStatuses } from '../lifecycle.ts';
import { packedReach, packReach, unpackReach } from '../notices/packed-reach.ts';
import { hasBrokenDeadline } from '../reading/overdue.ts';
import { packedMarks, packMarks, unpackMarks } from '../secrecy.ts';
import { trustReasons } from '../trust-reason.ts';
import { caseClockText } from './clock-codes.ts';
import { packActions, packPauses, unpackActions, unpackPauses } from './life-text.ts';
import { caseId, publicKey, reference } from './row-parts.ts';

/** Fields of a stored case that the query behind the staff's list reads as well. */
export const status = onFirstUse(() =>
  z.enum([...openStatuses, ...terminalStatuses] satisfies readonly Status[]),
);
export const dueKind = onFirstUse(() =>
  z.union([
    z.templateLiteral(['remind:', z.enum(clockKinds)]),
    z.templateLiteral(['end:', z.enum(clockKinds)]),
    z.enum(['level', 'action', 'review']),
  ]),
);

const shape = onFirstUse(() =>
  z.object({
    reference,
    reader: publicKey,
    type: z.enum(caseTypes),
    details: z._default(z.record(z.string(), z.string()), {}),
    place: z.string(),
    building: z.string(),
    channel: z.enum(channels),
    language: z.enum(languages),
    reachable: z._default(z.union([z.boolean(), z.enum(packedReach)]), false),
    trustReason: z.exactOptional(z.enum(trustReasons)),
    marks: z.exactOptional(z.enum(packedMarks)),
    receivedAt: instant,
    occurredAt: z.exactOptional(instant),
    assignee: z.exactOptional(personId),
    clocks: z.string(),
    people: z._default(z.string(), ''),
    escalation: z.exactOptional(z.string()),
    pauses: z.exactOptional(z.string()),
    actions: z.exactOptional(z.string()),
    waits: z._default(count, 0),
    extensions: z._default(count, 0),
    reopens: z._default(count, 0),
    proposedBy: z.exactOptional(personId),
    windowOver: z.exactOptional(z.literal(true)),
    outcome: z.exactOptional(z.string()),
    duplicateOf: z.exactOptional(caseId),
    linked: z.exactOptional(count),
    unlinked: z.exactOptional(count),
    reporterLeft: z.exactOptional(z.literal(true)),
    reporterLeftAt: z.exactOptional(instant),
    reachableAgain: z.exactOptional(z.literal(true)),
    heldClocks: z.exactOptional(z.string()),
    heldPeople: z._default(z.string(), ''),
    heldEscalation: z.exactOptional(z.string()),
    heldAt: z.exactOptional(instant),
    rating: z.exactOptional(z.enum(ratings)),
    ratedAt: z.exactOptional(instant),
    ratingCorrections: z.exactOptional(count),
    ratedAfter: z.exactOptional(count),
    photoAt: z.exactOptional(instant),
  }),
);

/**
 * Converts a case to its row and back. Every step of every clock rewrites the row, so it stays under 1 KB: default
 * values (false, empty, zero) are left out, and clocks are packed.
 */
export const caseCodec: StateCodec<Case> = {
  get attributes() {
    return [...Object.keys(shape().shape), 'late'];
  },

  encode(found) {
    const { clocks, people } = packClocks(found.clocks, found.receivedAt);
    return {
      ...plainAttributes(found),
      clocks,
      ...(people !== '' && { people }),
      ...(found.escalation && { escalation: packEscalation(found.escalation, found.receivedAt) }),
      ...(found.pauses && { pauses: packPauses(found.pauses, found.receivedAt) }),
      ...(found.actions && { actions: packActions(found.actions, found.receivedAt) }),
      ...(found.held && packHeld(found.held, found.receivedAt)),
      ...(hasBrokenDeadline(found.clocks) && { late: true }),
    };
  },

  decode(columns, row) {
    const { id, dueAt, dueKind: due, responsible, endedAt, status: stored, ...engine } = columns;
    const { heldClocks, heldPeople, heldEscalation, heldAt, ...rest } = readRow(shape, row);
    const { clocks, people, escalation, pauses, actions, marks, reachable, ...others } = rest;
    const { proposedBy: rejectionProposedBy, photoAt: photoNotifiedAt, ...plain } = others;
    const packed = { clocks, people, escalation, pauses, actions, receivedAt: plain.receivedAt };
    if (!isCaseId(id)) throw unreadable(row, 'pk');
    const found = status().safeParse(stored);
    if (!found.success) throw unreadable(row, 'status');
    const { receivedAt } = plain;
    const held = heldClocks !== undefined && {
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
      ...unpackReach(reachable),
      ...defined({ rejectionProposedBy, photoNotifiedAt }),
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

const isDueKind = (text: StateColumns['dueKind']): text is DueKind => dueKind().safeParse(text).success;

/** The attributes that are stored unpacked, without default values. */
function plainAttributes(found: Case): Row {
  const { reference: number, reader, type, place, building, channel, language, receivedAt } = found;
  const { trustReason, assignee, occurredAt, rejectionProposedBy, windowOver, outcome, duplicateOf } = found;
  const { rating, linked, unlinked, reporterLeft, photoNotifiedAt, ratedAfter } = found;
  const { reporterLeftAt, reachableAgain } = found;
  const { ratedAt, ratingCorrections } = found;
  const optional = {
    trustReason,
    marks: packMarks(found),
    assignee,
    occurredAt,
    proposedBy: rejectionProposedBy,
    windowOver,
    outcome,
    duplicateOf,
    rating,
    linked,
    unlinked,
    reporterLeft,
    reporterLeftAt,
    reachableAgain,
    photoAt: photoNotifiedAt,
    ratedAt,
    ratingCorrections,
    ratedAfter,
  };
  const { waits, extensions, reopens, details } = found;
  const defaulted = { waits, extensions, reopens, reachable: packReach(found) };
  return {
    reference: number,
    reader,
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

/** Neither the text of a clock nor the id of a person contains a space. Each element of a list would cost a byte more. */
function packClocks(
  of: readonly Clock[],
  receivedAt: number,
): { readonly clocks: string; readonly people: string } {
  const { clocks, people } = caseClockText.pack(of, receivedAt);
  return { clocks: clocks.join(' '), people: people.join(' ') };
}

const wordsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

function packHeld(held: Held, receivedAt: number): Row {
  const { clocks, people } = packClocks(held.clocks, receivedAt);
  return {
    heldClocks: clocks,
    ...(people !== '' && { heldPeople: people }),
    ...(held.escalation && { heldEscalation: packEscalation(held.escalation, receivedAt) }),
    ...defined({ heldAt: held.linkedAt }),
  };
}

interface PackedTimers {
  readonly clocks: string;
  readonly people: string;
  readonly escalation: string | undefined;
  readonly pauses?: string | undefined;
  readonly actions?: string | undefined;
  readonly receivedAt: number;
}

function unpackTimers(
  row: Row,
  { clocks, people, escalation, pauses, actions, receivedAt }: PackedTimers,
): Pick<CaseCore, 'clocks' | 'escalation' | 'pauses' | 'actions'> {
  try {
    return {
      clocks: caseClockText.unpack({ clocks: wordsIn(clocks), people: wordsIn(people) }, receivedAt),
      ...(escalation !== undefined && { escalation: unpackEscalation(escalation, receivedAt) }),
      ...(pauses !== undefined && { pauses: unpackPauses(pauses, receivedAt) }),
      ...(actions !== undefined && { actions: unpackActions(actions, receivedAt) }),
    };
  } catch {
    throw unreadable(row, 'clocks');
  }
}
