import * as z from 'zod/mini';
import { ratings } from '../../cases/case.ts';
import { caseTypes } from '../../cases/case-type.ts';
import { milestoneKinds, promiseKinds, stateClockKinds } from '../../cases/clock-kinds.ts';
import {
  notResolvedReasons,
  rejectionReasons,
  TEXT_MAX,
  transferTargets,
  wishes,
} from '../../cases/command.ts';
import type { Move } from '../../cases/lifecycle.ts';
import { caseId, commandId, personId } from './ids.ts';
import { details } from './report.ts';
import { code, instant, line, multiline } from './text.ts';

const REFERENCE_MAX = 60;

const text = () => multiline(TEXT_MAX);
const clock = () => z.enum([...promiseKinds, ...stateClockKinds, ...milestoneKinds]);

const move = <const M extends Move, Fields extends z.core.$ZodShape>(name: M, fields: Fields) =>
  z.strictObject({
    move: z.literal(name),
    /** The version that the person saw. The move is refused when the case has another one. */
    expectedVersion: z.int().check(z.minimum(1)),
    commandId: z.exactOptional(commandId()),
    ...fields,
  });

/** The moves of staff with their fields. The lifecycle table decides which role may ask for a move in which status. */
export const staffMove = () =>
  z.discriminatedUnion('move', [
    move('acknowledge', {}),
    move('assign', { to: personId() }),
    move('start', {}),
    move('reply', { text: text(), to: z.exactOptional(z.literal('everyone')) }),
    move('note', { text: text() }),
    move('ask-resident', { text: text() }),
    move('await-third-party', { text: text(), until: z.exactOptional(instant()) }),
    move('schedule', { at: instant(), text: z.exactOptional(text()) }),
    move('resume', {}),
    move('extend', { clock: clock(), promiseAt: instant(), text: text() }),
    move('retype', {
      type: z.enum(caseTypes),
      details: z._default(details(), {}),
      occurredAt: z.exactOptional(instant()),
    }),
    move('lift-secrecy', { text: text() }),
    move('acknowledge-escalation', {}),
    move('reach-milestone', { milestone: z.enum(milestoneKinds), done: z.boolean() }),
    move('resolve', { outcome: code(), text: text() }),
    move('not-resolve', { reason: z.enum(notResolvedReasons), text: text() }),
    move('reject', { reason: z.enum(rejectionReasons), text: text() }),
    move('mark-duplicate', { of: caseId() }),
    move('transfer', { to: z.enum(transferTargets), ref: line(REFERENCE_MAX), text: text() }),
    move('confirm-handover', {}),
    move('close', {}),
    move('grant-withdrawal', {}),
    move('keep-open', { text: text() }),
    move('reopen', { text: z.exactOptional(text()) }),
    move('unlink', { text: text() }),
  ]);

const byResident = <Fields extends z.core.$ZodShape>(fields: Fields) =>
  z.strictObject({ commandId: z.exactOptional(commandId()), ...fields });

/** A text, a wish to be contacted instead, or both. */
export const residentMessage = () =>
  byResident({ text: z.exactOptional(text()), wish: z.exactOptional(z.enum(wishes)) }).check(
    z.refine(({ text, wish }) => text !== undefined || wish !== undefined, {
      path: ['text'],
      params: { code: 'missing' },
    }),
    z.meta({ minProperties: 1 }),
  );
export const residentRating = () => byResident({ rating: z.enum(ratings), text: z.exactOptional(text()) });
export const residentReopening = () => byResident({ text: z.exactOptional(text()) });
export const residentWithdrawal = () => byResident({});
export const residentJoining = () => byResident({});
