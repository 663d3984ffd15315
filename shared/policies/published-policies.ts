import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import type { StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import { json, readRow } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { Unreadable } from '../engine/storage/store-errors.ts';
import { compilePolicy } from './compile-policy.ts';
import type { CalendarContent, Policy, PolicyBook, PolicyContent } from './policy.ts';
import { calendarShape, policyShape } from './policy-shape.ts';
import { standardCalendar, standardContent } from './standard.ts';

/** Which version of each a station uses now. */
export interface CurrentVersions {
  readonly policy: string;
  readonly calendar: string;
}

type Kind = 'VERSION' | 'CALENDAR';

const policyPk = (station: StationId): string => `S#${station}#POLICY`;
const versionRow = (station: StationId, kind: Kind, version: string): RowKey => ({
  pk: policyPk(station),
  sk: `${kind}#${version}`,
});
const currentRow = (station: StationId): RowKey => ({ pk: policyPk(station), sk: 'CURRENT' });

/** SHA-256 over the canonical JSON of what was published: the same for the same promises, however they were written. */
export const contentHash = (content: object): string =>
  hash('sha256', canonicalize(content) ?? '', 'base64url');

const standardVersions: CurrentVersions = {
  policy: standardContent.version,
  calendar: standardCalendar.version,
};

const currentShape = z.object({ policy: z.string(), calendar: z.string() });
const storedShape = z.object({ content: json, hash: z.string() });

/** Reads what was published. Throws `Unreadable` where the content is not the one that its hash was made of. */
function contentIn<Shape extends z.ZodMiniType>(shape: Shape, row: Row): z.output<Shape> {
  const { content, hash: stored } = readRow(storedShape, row);
  if (typeof content !== 'object' || content === null || contentHash(content) !== stored) {
    throw new Unreadable(`the row ${row.pk} / ${row.sk} was changed after it was published`);
  }
  return shape.parse(content);
}

type ReadStore = Pick<CompanionStore, 'companion'>;

/** The versions in use; those of the standard as long as a station published none. */
export async function currentVersions(store: ReadStore, station: StationId): Promise<CurrentVersions> {
  const row = await store.companion(currentRow(station));
  return row === undefined ? standardVersions : readRow(currentShape, row);
}

/** A version of a policy. The standard of this release is known without being published. */
export async function policyContent(
  store: ReadStore,
  station: StationId,
  version: string,
): Promise<PolicyContent> {
  if (version === standardContent.version) return standardContent;
  const row = await store.companion(versionRow(station, 'VERSION', version));
  if (row === undefined) throw new Error(`no policy of version ${version} was published`);
  return contentIn(policyShape(), row);
}

export async function calendarContent(
  store: ReadStore,
  station: StationId,
  version: string,
): Promise<CalendarContent> {
  if (version === standardCalendar.version) return standardCalendar;
  const row = await store.companion(versionRow(station, 'CALENDAR', version));
  if (row === undefined) throw new Error(`no calendar of version ${version} was published`);
  return contentIn(calendarShape(), row);
}

/** How long a process goes on with the versions it knows before it looks which are current. */
const CURRENT_KNOWN_MS = SECOND;

/**
 * The policies of all stations, read from the table and compiled once per process: a published version never changes.
 * An old version is used with the newest calendar, since promises that were given stand in the clocks themselves.
 */
export function publishedPolicies(store: ReadStore, now: () => Instant): PolicyBook {
  const compiled = new Map<string, Promise<Policy>>();
  const known = new Map<StationId, { readonly at: Instant; readonly versions: Promise<CurrentVersions> }>();

  function versionsOf(station: StationId): Promise<CurrentVersions> {
    const found = known.get(station);
    const at = now();
    if (found !== undefined && at >= found.at && at < found.at + CURRENT_KNOWN_MS) return found.versions;
    const versions = currentVersions(store, station);
    known.set(station, { at, versions });
    versions.catch(() => known.delete(station));
    return versions;
  }

  async function of(station: StationId, version: string): Promise<Policy> {
    const { calendar } = await versionsOf(station);
    const isStandard = version === standardVersions.policy && calendar === standardVersions.calendar;
    const name = isStandard ? 'standard' : `${station} ${version} ${calendar}`;
    const made = compiled.get(name);
    if (made !== undefined) return made;
    const making = compile(station, version, calendar);
    compiled.set(name, making);
    // What failed for now is tried again with the next command.
    making.catch(() => compiled.delete(name));
    return making;
  }

  const compile = async (station: StationId, version: string, calendar: string): Promise<Policy> =>
    compilePolicy(
      await policyContent(store, station, version),
      await calendarContent(store, station, calendar),
      standardContent.types,
    );

  return { of, current: async (station) => of(station, (await versionsOf(station)).policy) };
}

/** What is published: a policy, a calendar, or both. */
export interface Publication {
  readonly policy?: PolicyContent;
  readonly calendar?: CalendarContent;
}

export type Published =
  | { readonly outcome: 'published'; readonly before: CurrentVersions; readonly after: CurrentVersions }
  /** The version exists with another content: a published version never changes. */
  | { readonly outcome: 'version-taken'; readonly version: string }
  /** Somebody else published meanwhile. */
  | { readonly outcome: 'changed-meanwhile' };

/**
 * Publishes for one station; its next case is promised by it, and no case before. Throws a RangeError, with a sentence
 * for each fault, for what could leave a case without a deadline: also for the combination of a new calendar with the
 * policy in use.
 */
export async function publish(
  store: CompanionStore,
  station: StationId,
  { policy, calendar }: Publication,
): Promise<Published> {
  const row = await store.companion(currentRow(station));
  const before = row === undefined ? standardVersions : readRow(currentShape, row);
  const after = {
    policy: policy?.version ?? before.policy,
    calendar: calendar?.version ?? before.calendar,
  };
  const content = policy ?? (await policyContent(store, station, after.policy));
  compilePolicy(
    content,
    calendar ?? (await calendarContent(store, station, after.calendar)),
    standardContent.types,
  );

  const rows: Companion[] = [];
  for (const [kind, published, standard] of [
    ['VERSION', policy, standardContent],
    ['CALENDAR', calendar, standardCalendar],
  ] as const) {
    if (published === undefined) continue;
    const { version } = published;
    const key = versionRow(station, kind, version);
    const stored = await store.companion(key);
    const taken = stored === undefined ? undefined : readRow(storedShape, stored).hash;
    const reserved = version === standard.version ? contentHash(standard) : undefined;
    const other = [taken, reserved].some((one) => one !== undefined && one !== contentHash(published));
    if (other) return { outcome: 'version-taken', version };
    if (stored !== undefined) continue;
    const values = { content: JSON.stringify(published), hash: contentHash(published) };
    rows.push({ key, values, condition: 'absent', conflict: 'version' });
  }
  rows.push({
    key: currentRow(station),
    values: after,
    condition: row === undefined ? 'absent' : { unchanged: { ...before } },
    conflict: 'current',
  });
  const written = await store.writeCompanions(rows);
  return written ? { outcome: 'published', before, after } : { outcome: 'changed-meanwhile' };
}
