import type { ShownComparison } from '../../../api/shapes.ts';
import type { Content } from './content.ts';
import type { FormField, Group, Typed } from './field.ts';

export type Fault = ShownComparison['faults'][number];

/** What the parts of a form work on: the content as it is typed, and the one in use. */
export interface Form {
  readonly content: Content;
  readonly before: Content;
  readonly groups: readonly Group[];
  readonly isReadOnly: boolean;
  /** What the API said of the content as it is now; none before it was asked. */
  readonly faults: readonly Fault[];
  readonly type: (field: FormField, typed: Typed) => void;
  /** @param value undefined removes it */
  readonly set: (path: string, value: unknown) => void;
}

/** Whether two paths name the same field, or one of them a part of the other. */
export const concerns = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

/** The faults of a place, each sentence once. */
export function faultsAt(faults: readonly Fault[], path: string): readonly Fault[] {
  const found = faults.filter((one) => concerns(one.path, path));
  return found.filter(({ sentence }, index) => found.findIndex((one) => one.sentence === sentence) === index);
}
