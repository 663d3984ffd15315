import canonicalize from 'canonicalize';

/** Lists the differences between two plain values, one line for each path: what a publication changes. */
export function changesBetween(before: unknown, after: unknown, path = ''): readonly string[] {
  if (isComposite(before) && isComposite(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      changesBetween(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  const [old, now] = [written(before), written(after)];
  return old === now ? [] : [`  ${path}: ${old} → ${now}`];
}

const isComposite = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** In canonical form, since the order of fields has no meaning. */
const written = (value: unknown): string => canonicalize(value) ?? 'absent';
