import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import { type Scope, staffActor } from '../../engine/scope.ts';
import type { ChannelKinds } from '../../policies/check-channels.ts';
import { type ContentFault, fault } from '../../policies/content-fault.ts';
import { earlierStandards } from '../../policies/earlier-standards.ts';
import { currentRow } from '../../policies/policy-keys.ts';
import { type PublicationNote, promisedContents } from '../../policies/prepare-publication.ts';
import { calendarContent, currentVersions, policyContent } from '../../policies/published-policies.ts';
import { standardCalendar, standardContent } from '../../policies/standard.ts';
import type { SettingsRefusal } from '../../stations/settings-refusal.ts';
import { publish } from '../publish.ts';
import type { RegisterRefusal } from '../register.ts';
import type { RegisterWorld } from '../register-world.ts';
import { type CheckContext, type ContentOf, checkContent, type SettingsKind } from './check-content.ts';
import { type Difference, differences } from './differences.ts';
import { contentInForce, nextVersion, publications } from './settings.ts';

export interface SettingsWorld extends RegisterWorld {
  readonly channelKinds: () => Promise<ChannelKinds>;
}

/** Content as it came from a screen; its version is given by the server. */
export type GivenContent = Readonly<Record<string, unknown>>;

/** Content against what is in use: what it changes, and why it may not be published. */
export interface ComparedContent<Kind extends SettingsKind> {
  readonly kind: Kind;
  readonly given: GivenContent;
  readonly version?: string;
  readonly next: string;
  readonly changes: readonly Difference[];
  readonly before?: ContentOf[Kind];
  /** Absent if there are faults. */
  readonly content?: ContentOf[Kind];
  readonly faults: readonly ContentFault[];
  readonly context: CheckContext;
}

/** Compares content with what the station uses, and checks it. Nothing is written. */
export async function compareContent<Kind extends SettingsKind>(
  world: SettingsWorld,
  { station }: Scope,
  kind: Kind,
  given: GivenContent,
  now: Instant,
): Promise<ComparedContent<Kind>> {
  const { store } = world;
  const versions = await currentVersions(store, station);
  const [before, published, policy, calendar] = await Promise.all([
    contentInForce(store, station, kind, versions),
    publications(store, station, kind),
    policyContent(store, station, versions.policy),
    calendarContent(store, station, versions.calendar),
  ]);
  const taken = [
    ...published.map(({ version }) => version),
    standardContent.version,
    standardCalendar.version,
    ...earlierStandards.map(({ version }) => version),
  ];
  const next = nextVersion(taken, now);
  const promised = () => promisedContents(store, station);
  const context = { policy, calendar, promised, channelKinds: world.channelKinds };
  const checked = await checkContent(kind, given, next, context);
  return {
    ...defined({ version: versions[kind], before, content: checked.faults ? undefined : checked.content }),
    kind,
    given,
    next,
    changes: differences(withoutVersion(before ?? {}), withoutVersion(given)),
    faults: checked.faults ?? [],
    context,
  };
}

const withoutVersion = ({ version: _, ...content }: { readonly version?: unknown }): object => content;

export interface PublishedContent {
  readonly version: string;
  /** Whether anything was published: not where nothing changes. */
  readonly recorded: boolean;
  readonly refusal?: never;
}

export interface ContentPublication extends Partial<PublicationNote> {
  readonly content: GivenContent;
  /** The version in use that the content was made from; absent where none was. */
  readonly expectedVersion?: string;
}

/** The endpoint says the sentences in the reader's language. */
export interface ContentRefused {
  readonly code: 'content-refused';
  readonly faults: readonly ContentFault[];
}

const contentRefused = (faults: readonly ContentFault[]): Refused<ContentRefused> => ({
  refusal: { code: 'content-refused', faults },
});

type PublicationRefusal =
  | RegisterRefusal
  | Exclude<SettingsRefusal, { readonly code: 'content-refused' }>
  | ContentRefused;

/** Publishes content of one kind for the station of the scope, by a commit of its register. */
export async function publishContent(
  world: SettingsWorld,
  scope: Scope,
  kind: SettingsKind,
  { content: given, expectedVersion, name, reason }: ContentPublication,
  now: Instant,
): Promise<PublishedContent | Refused<PublicationRefusal>> {
  const { station } = scope;
  const compared = await compareContent(world, scope, kind, given, now);
  const { version, content, faults, changes, next } = compared;
  if (version !== expectedVersion) return refused({ code: 'settings-moved', version: version ?? '' });
  if (content === undefined) return contentRefused(faults);
  if (changes.length === 0) return { version: version ?? '', recorded: false };
  const publication = {
    [kind]: content,
    ...(name !== undefined && reason !== undefined && { note: { name, reason } }),
  };
  const registrar = { by: staffActor(scope), now };
  try {
    const published = await publish(
      world,
      station,
      publication,
      registrar,
      [currentRow(station)],
      (before) => before[kind] === expectedVersion,
    );
    if (published.refusal === undefined) return { version: next, recorded: true };
    if (published.refusal.code !== 'changed-meanwhile') return { refusal: published.refusal };
    const { [kind]: latest = '' } = await currentVersions(world.store, station);
    return refused({ code: 'settings-moved', version: latest });
  } catch (error) {
    // A calendar is checked with every policy that open cases may have been promised under.
    if (!(error instanceof RangeError)) throw error;
    return contentRefused([fault('hours-contradict', '', {}, error.message)]);
  }
}
