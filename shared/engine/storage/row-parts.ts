import * as z from 'zod/mini';
import { type Priority, priorities } from '../priority.ts';
import { responsibles } from '../responsible.ts';
import { isPersonId, isStationId, type PersonId, type StationId } from '../scope.ts';
import type { Row } from './row.ts';
import { nameOfRow } from './row-hash.ts';
import { Unreadable } from './store-errors.ts';

const isText =
  (is: (text: string) => boolean) =>
  (value: unknown): boolean =>
    typeof value === 'string' && is(value);

/** A text that passes the type guard; otherwise the fault is the sentence, where there is one. */
export const idOf = <Id extends string>(is: (text: string) => text is Id, sentence?: string) =>
  z.custom<Id>(isText(is), sentence);

export const personId = idOf<PersonId>(isPersonId);
export const stationId = idOf<StationId>(isStationId);
export const instant = z.int();
export const count = z.int().check(z.nonnegative());
export const responsible = z.enum(responsibles);
export const priority = z.enum(priorities) satisfies z.ZodMiniType<Priority>;

/** JSON stored as text: DynamoDB returns the keys of a map in another order. */
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

/** Parses a stored row. Throws `Unreadable` with the row's key and the wrong fields, never with their values. */
export function readRow<Shape extends z.ZodMiniType>(
  shape: Shape | (() => Shape),
  row: Row,
): z.output<Shape> {
  const found = (typeof shape === 'function' ? shape() : shape).safeParse(row);
  if (found.success) return found.data;
  throw unreadable(row, found.error.issues.map(({ path }) => path.join('.')).join(', '));
}

export const unreadable = (row: Row, where: string): Unreadable =>
  new Unreadable(`the row ${nameOfRow(row)} does not read at: ${where}`);
