import * as z from 'zod/mini';

/**
 * The event patterns of EventBridge rules and stream filters, as far as the template uses them: nested objects by
 * field, whose leaves are lists of conditions. One condition of a list must match.
 */
export type Pattern = { readonly [field: string]: Pattern | readonly Condition[] };

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const condition = z.union([
  scalar,
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({
    'anything-but': z.union([scalar, z.array(scalar), z.strictObject({ prefix: z.string() })]),
  }),
]);

type Condition = z.infer<typeof condition>;

const pattern: z.ZodMiniType<Pattern> = z.record(
  // `$or` is an operator and not a field; a pattern with it must be rejected rather than never match.
  z.string().check(z.refine((field) => !field.startsWith('$'))),
  z.union([z.array(condition).check(z.minLength(1)), z.lazy(() => pattern)]),
);

/**
 * Parses a pattern.
 * @throws Error naming the pattern when it holds a condition that the local run does not support
 */
export const parsePattern = (given: unknown): Pattern => {
  const parsed = pattern.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(`The local run does not know a condition of the pattern ${JSON.stringify(given)}.`);
};

/** Whether an event matches a pattern. */
export const matches = (expected: Pattern, event: unknown): boolean =>
  Object.entries(expected).every(([field, inner]) => {
    const value = isObject(event) ? event[field] : undefined;
    return Array.isArray(inner)
      ? inner.some((one: Condition) => meets(one, value))
      : matches(inner as Pattern, value);
  });

/** A list in the event matches when one of its members does. */
const meets = (one: Condition, value: unknown): boolean => {
  if (isObject(one) && 'exists' in one) return one.exists === (value !== undefined && !isObject(value));
  return Array.isArray(value) ? value.some((member) => meetsOne(one, member)) : meetsOne(one, value);
};

const meetsOne = (one: Condition, value: unknown): boolean => {
  if (!isObject(one)) return one === value;
  if ('prefix' in one) return typeof value === 'string' && value.startsWith(one.prefix);
  if ('suffix' in one) return typeof value === 'string' && value.endsWith(one.suffix);
  if ('anything-but' in one) return value !== undefined && !isExcluded(one['anything-but'], value);
  return false;
};

type Excluded = Extract<Condition, { 'anything-but': unknown }>['anything-but'];

const isExcluded = (excluded: Excluded, value: unknown): boolean => {
  if (Array.isArray(excluded)) return excluded.some((one) => one === value);
  return meetsOne(excluded, value);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
