import * as z from 'zod/mini';
import { languages } from '../engine/language.ts';

/** The plan of an estate has so many rows and columns at most: a tile of more could not be touched on a telephone. */
export const PLAN_ROWS_MAX = 20;
export const PLAN_COLUMNS_MAX = 12;

/** Tiles of the plan from a row and a column on, counted from 1 at the upper left; one row and one column unless it says more. */
export interface PlanArea {
  readonly row: number;
  readonly column: number;
  readonly rows?: number;
  readonly columns?: number;
}

/** What lies between the buildings and takes no reports: a road, a gate, a garden. */
export interface PlanStrip extends PlanArea {
  readonly words: Readonly<Record<(typeof languages)[number], string>>;
}

const within = (max: number) => z.int().check(z.minimum(1), z.maximum(max));
const area = () => ({
  row: within(PLAN_ROWS_MAX),
  column: within(PLAN_COLUMNS_MAX),
  rows: z.exactOptional(within(PLAN_ROWS_MAX)),
  columns: z.exactOptional(within(PLAN_COLUMNS_MAX)),
});

export const planAreaShape = () => z.strictObject(area());

export const planStripShape = () =>
  z.strictObject({
    ...area(),
    words: z.record(z.enum(languages), z.string().check(z.minLength(1), z.maxLength(200))),
  });

/** More strips than tiles cannot be drawn. */
export const PLAN_STRIPS_MAX = 60;

/** An area, and what stands there as an operator knows it. */
export interface Planned {
  readonly what: string;
  readonly at: PlanArea;
}

const endOf = ({ row, column, rows = 1, columns = 1 }: PlanArea) => ({
  row: row + rows - 1,
  column: column + columns - 1,
});

const overlap = (one: PlanArea, other: PlanArea): boolean =>
  one.row <= endOf(other).row &&
  other.row <= endOf(one).row &&
  one.column <= endOf(other).column &&
  other.column <= endOf(one).column;

const isSame = (one: PlanArea, other: PlanArea): boolean =>
  one.row === other.row &&
  one.column === other.column &&
  endOf(one).row === endOf(other).row &&
  endOf(one).column === endOf(other).column;

/**
 * A sentence for each fault of a plan: what lies beyond its edge or over something else. The entrances of one building
 * stand on the same tiles.
 */
export function planFaults(planned: readonly Planned[]): readonly string[] {
  const beyond = planned
    .filter(({ at }) => endOf(at).row > PLAN_ROWS_MAX || endOf(at).column > PLAN_COLUMNS_MAX)
    .map(
      ({ what }) =>
        `${what} reaches beyond the plan, which has ${PLAN_ROWS_MAX} rows and ${PLAN_COLUMNS_MAX} columns.`,
    );
  const over = planned.flatMap((one, index) =>
    planned
      .slice(index + 1)
      .filter((other) => (one.what === other.what ? !isSame(one.at, other.at) : overlap(one.at, other.at)))
      .map((other) =>
        one.what === other.what
          ? `${one.what} stands at two positions of the plan.`
          : `${one.what} and ${other.what} lie over each other on the plan.`,
      ),
  );
  return [...new Set([...beyond, ...over])];
}
