import { type Instant, toIso } from '../../engine/calendar/instant.ts';

/** A condition of a write. Functions below are named after what their condition means. */
export interface Condition {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

// Every attribute name is a placeholder, since many (status, type, state) are reserved words of DynamoDB.
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
/** What is there is of no later version. */
export const notAfter = (version: number): Condition =>
  about('version', '#version <= :not_after', { ':not_after': version });
export const stillDueAt = (at: Instant): Condition => is('due_sk', toIso(at));
export const endedBy = (now: Instant): Condition => about('until', '#until <= :now', { ':now': now });
export const dueBy = (at: Instant): Condition =>
  about('due_sk', '#due_sk <= :due_by', { ':due_by': toIso(at) });
export const dueFrom = (at: Instant): Condition =>
  about('due_sk', '#due_sk >= :due_from', { ':due_from': toIso(at) });
export const announced = (): Condition => about('announced', 'attribute_exists(#announced)');
export const notParked = (): Condition => about('parked_attempts', 'attribute_not_exists(#parked_attempts)');
export const notHeld = (): Condition => about('held', 'attribute_not_exists(#held)');
export const stillPending = (): Condition => is('state', 'pending');
export const offeredTimes = (attempts: number): Condition => is('attempts', attempts);

/** Each attribute still has its given value, or is still absent where the value is undefined. */
export function stillAs(seen: Readonly<Record<string, unknown>>): Condition {
  const clauses = Object.entries(seen).map(([name, value]) =>
    value === undefined ? about(name, `attribute_not_exists(#${name})`) : is(name, value),
  );
  const [first = about('pk', 'attribute_exists(#pk)'), ...more] = clauses;
  return both(first, ...more);
}
