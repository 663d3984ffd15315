import type { Status } from '../../cases/lifecycle.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import type { PersonId } from '../../engine/scope.ts';

/** A condition of a write or the filter of a list, by what it means. */
export interface Condition {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

// Every name is given as a placeholder, since many of ours (status, type, state) are DynamoDB's own words.
const about = (attribute: string, expression: string, values: Condition['values'] = {}): Condition => ({
  expression,
  names: { [`#${attribute}`]: attribute },
  values,
});

const is = (attribute: string, value: unknown): Condition =>
  about(attribute, `#${attribute} = :is_${attribute}`, { [`:is_${attribute}`]: value });

const combined =
  (word: 'AND' | 'OR') =>
  (first: Condition, ...more: readonly Condition[]): Condition =>
    more.reduce<Condition>(
      (left, right) => ({
        expression: `(${left.expression}) ${word} (${right.expression})`,
        names: { ...left.names, ...right.names },
        values: { ...left.values, ...right.values },
      }),
      first,
    );

export const both = combined('AND');
export const either = combined('OR');

// ── Writes ───────────────────────────────────────────────────────────────────────────────────────────────────

export const notThereYet = (): Condition => about('pk', 'attribute_not_exists(#pk)');
export const unchangedSince = (version: number): Condition => is('version', version);
export const stillDueAt = (at: Instant): Condition => is('due_sk', toIso(at));
export const overBy = (now: Instant): Condition => about('until', '#until <= :now', { ':now': now });
export const stillPending = (): Condition => is('state', 'pending');
export const offeredTimes = (attempts: number): Condition => is('attempts', attempts);

/** Each of these attributes still has its value, or, where that is undefined, is still absent. */
export function stillAs(seen: Readonly<Record<string, unknown>>): Condition {
  const clauses = Object.entries(seen).map(([name, value]) =>
    value === undefined ? about(name, `attribute_not_exists(#${name})`) : is(name, value),
  );
  const [first = about('pk', 'attribute_exists(#pk)'), ...more] = clauses;
  return both(first, ...more);
}

// ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────

export const assignedTo = (person: PersonId): Condition => is('assignee', person);
export const unassigned = (): Condition => about('assignee', 'attribute_not_exists(#assignee)');
export const waitingForGuard = (): Condition => is('responsible', 'guard');
export const ofType = (type: string): Condition => is('type', type);
/** One clause, or none for no types: DynamoDB knows no empty list. */
export function ofTypes(types: readonly string[]): readonly Condition[] {
  const values = Object.fromEntries(types.map((type, index) => [`:type_${index}`, type]));
  return types.length === 0 ? [] : [about('type', `#type IN (${Object.keys(values).join(', ')})`, values)];
}
export const lowTrust = (): Condition => about('trustReason', 'attribute_exists(#trustReason)');
export const inBuilding = (building: string): Condition => is('building', building);

/** A promise is broken and still unmet, or the next step itself has not been taken in time. */
export const overdueAt = (now: Instant): Condition =>
  either(is('late', true), about('dueAt', '#dueAt < :now', { ':now': now }));

export function inStatus(...statuses: readonly Status[]): Condition {
  const values = Object.fromEntries(statuses.map((status, index) => [`:status_${index}`, status]));
  return about('status', `#status IN (${Object.keys(values).join(', ')})`, values);
}
