import * as z from 'zod/mini';
import type { CaseId } from '../../cases/case.ts';
import { isCaseId } from '../../cases/case-key.ts';
import { openStatuses, type Status, terminalStatuses } from '../../cases/lifecycle.ts';
import { isReference, type Reference } from '../../cases/reference.ts';
import { milestoneKinds, promiseKinds, stateClockKinds } from '../../engine/clocks/clock.ts';
import { responsibles } from '../../engine/responsible.ts';
import { isPersonId, isStationId, type PersonId, type StationId } from '../../engine/scope.ts';
import { Unreadable } from '../../engine/store-errors.ts';
import type { Row } from './keys.ts';

const fits =
  (is: (text: string) => boolean) =>
  (value: unknown): boolean =>
    typeof value === 'string' && is(value);

export const caseId = z.custom<CaseId>(fits(isCaseId));
export const reference = z.custom<Reference>(fits(isReference));
export const personId = z.custom<PersonId>(fits(isPersonId));
export const stationId = z.custom<StationId>(fits(isStationId));

export const instant = z.int();
export const count = z.int().check(z.nonnegative());
export const responsible = z.enum(responsibles);
export const status = z.enum([...openStatuses, ...terminalStatuses] satisfies readonly Status[]);

const clockKinds = [...promiseKinds, ...stateClockKinds, ...milestoneKinds] as const;
export const clockKind = z.enum(clockKinds);
export const dueKind = z.union([
  z.templateLiteral(['remind:', clockKind]),
  z.templateLiteral(['end:', clockKind]),
  z.enum(['level', 'action', 'review']),
]);

/** Text that holds JSON, as it was written: a map would come back with its keys in another order. */
export const json = z.pipe(
  z.string(),
  z.transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: 'custom', message: 'not JSON', input: '' });
      return z.NEVER;
    }
  }),
);

/** Reads a stored row; `Unreadable` names the row and where it is wrong, never what stands there. */
export function readRow<Shape extends z.ZodMiniType>(shape: Shape, row: Row): z.output<Shape> {
  const found = shape.safeParse(row);
  if (found.success) return found.data;
  throw unreadable(row, found.error.issues.map(({ path }) => path.join('.')).join(', '));
}

export const unreadable = ({ pk, sk }: Row, where: string): Unreadable =>
  new Unreadable(`the row ${pk} / ${sk} does not read at: ${where}`);
