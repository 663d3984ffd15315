import * as z from 'zod/mini';

/**
 * The event patterns of EventBridge rules and of stream filters, as far as the template uses them. A pattern is an
 * object of patterns by field; at its leaves stands a list, one of which must match.
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
  // `$or` looks like a field and is none; a pattern that uses it must not silently match nothing.
  z.string().check(z.refine((field) => !field.startsWith('$'))),
  z.union([z.array(condition).check(z.minLength(1)), z.lazy(() => pattern)]),
);

/**
 * Reads a pattern.
 * @throws Error naming the pattern when it holds a condition that the local run does not know
 */
export const parsePattern = (given: unknown): Pattern => {
  const parsed = pattern.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(`The local run does not know a condition of the pattern ${JSON.stringify(given)}.`);
};

/** Whether an event fits a pattern. */
export const matches = (expected: Pattern, event: unknown): boolean =>
  Object.entries(expected).every(([field, inner]) => {
    const value = isObject(event) ? event[field] : undefined;
    return Array.isArray(inner)
      ? inner.some((one: Condition) => fits(one, value))
      : matches(inner as Pattern, value);
  });

/** A list in the event fits when one of its members does. */
const fits = (one: Condition, value: unknown): boolean => {
  if (isObject(one) && 'exists' in one) return one.exists === (value !== undefined && !isObject(value));
  return Array.isArray(value) ? value.some((member) => fitsOne(one, member)) : fitsOne(one, value);
};

const fitsOne = (one: Condition, value: unknown): boolean => {
  if (!isObject(one)) return one === value;
  if ('prefix' in one) return typeof value === 'string' && value.startsWith(one.prefix);
  if ('suffix' in one) return typeof value === 'string' && value.endsWith(one.suffix);
  if ('anything-but' in one) return value !== undefined && !isExcluded(one['anything-but'], value);
  return false;
};

type Excluded = Extract<Condition, { 'anything-but': unknown }>['anything-but'];

const isExcluded = (excluded: Excluded, value: unknown): boolean => {
  if (Array.isArray(excluded)) return excluded.some((one) => one === value);
  return fitsOne(excluded, value);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
