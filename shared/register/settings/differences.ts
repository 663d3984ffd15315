import canonicalize from 'canonicalize';

/** One field that content has otherwise than other content. */
export interface Difference {
  /** `types.lost-item.terms.0.respond`. */
  readonly path: string;
  /** Absent where the field is new. */
  readonly before?: unknown;
  /** Absent where the field is gone. */
  readonly after?: unknown;
}

/** More than anybody looks through. */
export const DIFFERENCES_MAX = 300;

/** The fields in which two contents differ, as plain data. A length (`{ days: 1 }`) is one field, and so is a list of words. */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (isOpened(before) && isOpened(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
      .flatMap((name) => differences(before[name], after[name], path === '' ? name : `${path}.${name}`))
      .slice(0, DIFFERENCES_MAX);
  }
  if (canonicalize(before) === canonicalize(after)) return [];
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

const units: ReadonlySet<string> = new Set(['minutes', 'hours', 'days']);

/** Whether the fields of a value are compared one by one. */
function isOpened(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object');
  // The hours of a calendar are no length.
  return !Object.entries(value).some(
    ([name, field]) => units.has(name) && (typeof field !== 'object' || field === null),
  );
}
