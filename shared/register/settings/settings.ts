import * as z from 'zod/mini';
import type { Instant } from '../../engine/calendar/instant.ts';
import { localDayAt } from '../../engine/calendar/local-day.ts';
import { defined } from '../../engine/defined.ts';
import type { Actor, StationId } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { type PublishedKind, versionRow } from '../../policies/policy-keys.ts';
import type { PublicationNote } from '../../policies/prepare-publication.ts';
import { channelsContent, templatesContent } from '../../policies/published-channels.ts';
import {
  type CurrentVersions,
  calendarContent,
  currentVersions,
  policyContent,
} from '../../policies/published-policies.ts';
import type { RegisterFact } from '../register.ts';
import { registerKey } from '../register-key.ts';
import type { RegisterWorld } from '../register-world.ts';
import type { ContentOf, SettingsKind } from './check-content.ts';

export const publishedAs: Readonly<Record<SettingsKind, PublishedKind>> = {
  policy: 'VERSION',
  calendar: 'CALENDAR',
  channels: 'CHANNELS',
  templates: 'TEMPLATES',
};

type Store = RegisterWorld['store'];

/** What a station uses of one kind. Channels and templates are absent until some are published. */
export async function contentInForce<Kind extends SettingsKind>(
  store: Store,
  station: StationId,
  kind: Kind,
  versions: CurrentVersions,
): Promise<ContentOf[Kind] | undefined> {
  const version = versions[kind];
  if (version === undefined) return undefined;
  const readers: { readonly [K in SettingsKind]: () => Promise<ContentOf[K]> } = {
    policy: () => policyContent(store, station, version),
    calendar: () => calendarContent(store, station, version),
    channels: () => channelsContent(store, station, version),
    templates: () => templatesContent(store, station, version),
  };
  return readers[kind]();
}

/** One publication, as its register has it. */
export interface PublishedVersion {
  readonly version: string;
  readonly at: Instant;
  readonly by: Actor;
  readonly note?: PublicationNote;
}

export interface Settings<Kind extends SettingsKind> {
  readonly version?: string;
  readonly content?: ContentOf[Kind];
  /** The newest first. What a release brings along was published by nobody. */
  readonly history: readonly PublishedVersion[];
}

/** Publications that are shown of one kind. */
const SHOWN_MAX = 30;

export async function settingsOf<Kind extends SettingsKind>(
  store: Store,
  station: StationId,
  kind: Kind,
): Promise<Settings<Kind>> {
  const versions = await currentVersions(store, station);
  const [content, published] = await Promise.all([
    contentInForce(store, station, kind, versions),
    publications(store, station, kind),
  ]);
  const newest = published.toReversed().slice(0, SHOWN_MAX);
  const history = await Promise.all(newest.map((one) => withNote(store, station, kind, one)));
  return { ...defined({ version: versions[kind], content }), history };
}

/** Every publication of a kind, the oldest first. */
export async function publications(
  store: Store,
  station: StationId,
  kind: SettingsKind,
): Promise<readonly PublishedVersion[]> {
  const { facts } = await store.history(registerKey(station));
  const prefix = versionRow(station, publishedAs[kind], '').sk;
  const published = facts.filter(({ fact }) => fact.fact === `${kind}-published`);
  return published.flatMap(({ fact, at, by, version }: FactRecord<RegisterFact>, index) => {
    // With the first publication what was in use before is stored too; the last one of a commit is the published one.
    if (published[index + 1]?.version === version) return [];
    return fact.rows.map(({ sk }) => ({ version: sk.slice(prefix.length), at, by }));
  });
}

const noteShape = z.object({ note: z.exactOptional(z.object({ name: z.string(), reason: z.string() })) });

async function withNote(
  store: Store,
  station: StationId,
  kind: SettingsKind,
  published: PublishedVersion,
): Promise<PublishedVersion> {
  const key = versionRow(station, publishedAs[kind], published.version);
  const row = await store.companion(key, ['note'], 'recent');
  return { ...published, ...defined({ note: noteShape.safeParse(row ?? {}).data?.note }) };
}

/** The name of the next version: the day, and a number from the second of the day on. */
export function nextVersion(taken: readonly string[], now: Instant): string {
  const day = localDayAt(now);
  const names = new Set(taken);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? day : `${day}.${number}`;
    if (!names.has(name)) return name;
  }
}
