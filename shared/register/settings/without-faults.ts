import { type ContentOf, checkContent, type SettingsKind } from './check-content.ts';
import { differences } from './differences.ts';
import type { ComparedContent } from './publish-content.ts';

/**
 * The content with each field that may not be published as it is in use now. Undefined if there are faults even then, or
 * if nothing else would change.
 */
export async function withoutFaults({
  content,
  given,
  before,
  faults,
  kind,
  next,
  context,
}: ComparedContent<SettingsKind>): Promise<ContentOf[SettingsKind] | undefined> {
  if (content !== undefined) return content;
  let mended: unknown = given;
  for (const { path } of faults) {
    if (path === '') return undefined;
    mended = withFieldOf(mended, before, path.split('.'));
  }
  const checked = await checkContent(kind, mended as Readonly<Record<string, unknown>>, next, context);
  if (checked.faults !== undefined) return undefined;
  const isOther = differences({ ...before, version: next }, checked.content).length > 0;
  return isOther ? checked.content : undefined;
}

/** The value with one field, at a path, as another value has it; left out where that has none. */
function withFieldOf(value: unknown, other: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return other;
  const known =
    typeof other === 'object' && other !== null ? (other as Record<string, unknown>)[name] : undefined;
  if (typeof value !== 'object' || value === null) return other;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === name ? withFieldOf(item, known, rest) : item));
  }
  const { [name]: field, ...others } = value as Record<string, unknown>;
  const mended = withFieldOf(field, known, rest);
  return mended === undefined ? others : { ...others, [name]: mended };
}
