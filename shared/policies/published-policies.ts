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

/** The versions of policy and calendar that a station uses now. */
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

/** SHA-256 over the canonical JSON of published content, so that key order and spacing do not change it. */
export const contentHash = (content: object): string =>
  hash('sha256', canonicalize(content) ?? '', 'base64url');

const standardVersions: CurrentVersions = {
  policy: standardContent.version,
  calendar: standardCalendar.version,
};

const currentShape = z.object({ policy: z.string(), calendar: z.string() });
const storedShape = z.object({ content: json, hash: z.string() });

/** Parses published content. Throws `Unreadable` if it does not match its hash. */
function contentIn<Shape extends z.ZodMiniType>(shape: Shape, row: Row): z.output<Shape> {
  const { content, hash: stored } = readRow(storedShape, row);
  if (typeof content !== 'object' || content === null || contentHash(content) !== stored) {
    throw new Unreadable(`the row ${row.pk} / ${row.sk} was changed after it was published`);
  }
  return shape.parse(content);
}

type ReadStore = Pick<CompanionStore, 'companion'>;

/** The versions in use; the standard ones while a station has published none. */
export async function currentVersions(store: ReadStore, station: StationId): Promise<CurrentVersions> {
  const row = await store.companion(currentRow(station));
  return row === undefined ? standardVersions : readRow(currentShape, row);
}

/** A version of a policy. The standard version of this release needs no publication. */
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

/** How long a process uses the current versions it has read before it reads them again. */
const CURRENT_CACHED_MS = SECOND;

/**
 * The policies of all stations, read from the table and compiled once per process, since a published version never
 * changes. An old version is used with the newest calendar: running clocks hold their own dates and are not recomputed.
 */
export function publishedPolicies(store: ReadStore, now: () => Instant): PolicyBook {
  const compiled = new Map<string, Promise<Policy>>();
  const current = new Map<StationId, { readonly at: Instant; readonly versions: Promise<CurrentVersions> }>();

  function versionsOf(station: StationId): Promise<CurrentVersions> {
    const found = current.get(station);
    const at = now();
    if (found !== undefined && at >= found.at && at < found.at + CURRENT_CACHED_MS) return found.versions;
    const versions = currentVersions(store, station);
    current.set(station, { at, versions });
    versions.catch(() => current.delete(station));
    return versions;
  }

  async function of(station: StationId, version: string): Promise<Policy> {
    const { calendar } = await versionsOf(station);
    const isStandard = version === standardVersions.policy && calendar === standardVersions.calendar;
    const name = isStandard ? 'standard' : `${station} ${version} ${calendar}`;
    const cached = compiled.get(name);
    if (cached !== undefined) return cached;
    const policy = compile(station, version, calendar);
    compiled.set(name, policy);
    // A failure is not cached, so the next command tries again.
    policy.catch(() => compiled.delete(name));
    return policy;
  }

  const compile = async (station: StationId, version: string, calendar: string): Promise<Policy> =>
    compilePolicy(
      await policyContent(store, station, version),
      await calendarContent(store, station, calendar),
      standardContent.types,
    );

  return { of, current: async (station) => of(station, (await versionsOf(station)).policy) };
}

/** Content to publish: a policy, a calendar, or both. */
export interface Publication {
  readonly policy?: PolicyContent;
  readonly calendar?: CalendarContent;
}

export type Published =
  | { readonly outcome: 'published'; readonly before: CurrentVersions; readonly after: CurrentVersions }
  /** The version exists with other content; a published version never changes. */
  | { readonly outcome: 'version-taken'; readonly version: string }
  /** Another publication was written meanwhile. */
  | { readonly outcome: 'changed-meanwhile' };

/**
 * Publishes a policy or calendar for one station. The policy applies to cases that start afterwards. Throws a
 * RangeError that lists each fault by which a case could be left without a deadline; a new calendar is also checked
 * with the policy in use.
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
    const storedHash = stored === undefined ? undefined : readRow(storedShape, stored).hash;
    const standardHash = version === standard.version ? contentHash(standard) : undefined;
    const publishedHash = contentHash(published);
    const isTaken = [storedHash, standardHash].some((one) => one !== undefined && one !== publishedHash);
    if (isTaken) return { outcome: 'version-taken', version };
    if (stored !== undefined) continue;
    const values = { content: JSON.stringify(published), hash: publishedHash };
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
