/** Content of the station as the API shows it. Whatever a form does not know stays in it as it came. */
export type Content = Readonly<Record<string, unknown>>;

/** One field that content has otherwise than other content; a side is absent where the field is. */
export interface Difference {
  /** `types.lost-item.terms.0.respond`, as the API names it. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** @returns undefined where there is nothing at the path */
export const valueAt = (content: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), content);

/** The content with another value at a path; `undefined` removes the field, or the item of a list. */
export const withValue = (content: Content, path: string, value: unknown): Content =>
  changedAt(content, path.split('.'), value) as Content;

function changedAt(whole: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(whole)) {
    const index = Number(name);
    const next = rest.length === 0 ? value : changedAt(whole[index], rest, value);
    if (next === undefined) return whole.filter((_, at) => at !== index);
    return Object.assign([...whole], { [index]: next });
  }
  const { [name]: field, ...others } = isObject(whole) ? whole : {};
  const next = rest.length === 0 ? value : changedAt(field, rest, value);
  if (next === undefined) return others;
  // A field that was there keeps its place, so that a file shows only what was changed.
  return { ...(isObject(whole) ? whole : {}), [name]: next };
}

/** The fields in which two contents differ. A length (`{ days: 1 }`) is one field, and so is a list of words. */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (isOpened(before) && isOpened(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      differences(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (canonical(before) === canonical(after)) return [];
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

/**
 * What a person changed, made anew on what stands there by now: a field that they left alone is as somebody else has made
 * it since. From the end, so that an item that was taken out moves none that is still to be changed.
 */
export const onTopOf = (now: Content, base: Content, typed: Content): Content =>
  [...differences(base, typed)]
    .reverse()
    .reduce((content, { path, after }) => withValue(content, path, after), now);

/** What is in use, without its version, which the API gives. */
export const withoutVersion = ({ version: _, ...content }: Content): Content => content;

type Opened = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Opened => typeof value === 'object' && value !== null;

const units: ReadonlySet<string> = new Set(['minutes', 'hours', 'days']);

/** Whether the fields of a value are compared one by one. */
function isOpened(value: unknown): value is Opened {
  if (!isObject(value)) return false;
  if (Array.isArray(value)) return value.some(isObject);
  // The hours of a calendar are no length.
  return !Object.entries(value).some(([name, field]) => units.has(name) && !isObject(field));
}

/** The same text for the same value, whatever the order of its fields. */
function canonical(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}
