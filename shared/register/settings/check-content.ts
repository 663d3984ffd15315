import type * as z from 'zod/mini';
import { calendars } from '../../engine/calendar/calendar.ts';
import { buildPolicy } from '../../policies/build-policy.ts';
import { calendarFaults } from '../../policies/calendar-check.ts';
import { type ChannelsContent, channelsShape } from '../../policies/channels-content.ts';
import { type ChannelKinds, channelFaults } from '../../policies/check-channels.ts';
import { type ContentFault, fault } from '../../policies/content-fault.ts';
import type { CalendarContent, PolicyContent } from '../../policies/policy.ts';
import { armedBy, leftOutFaults, policyFaults } from '../../policies/policy-check.ts';
import { calendarShape, policyShape } from '../../policies/policy-shape.ts';
import { standardContent } from '../../policies/standard.ts';
import { type TemplatesContent, templatesShape } from '../../policies/templates-content.ts';

/** What a station publishes, by kind. */
export interface ContentOf {
  readonly policy: PolicyContent;
  readonly calendar: CalendarContent;
  readonly channels: ChannelsContent;
  readonly templates: TemplatesContent;
}
export type SettingsKind = keyof ContentOf;

/** Content that may be published, or each reason why not. */
export type Checked<Kind extends SettingsKind> =
  | { readonly content: ContentOf[Kind]; readonly faults?: never }
  | { readonly faults: readonly [ContentFault, ...ContentFault[]] };

/** What content is checked against. */
export interface CheckContext {
  readonly policy: PolicyContent;
  readonly calendar: CalendarContent;
  /** Every policy under which cases may be open. */
  readonly promised: () => Promise<readonly PolicyContent[]>;
  readonly channelKinds: () => Promise<ChannelKinds>;
}

type Checks = {
  readonly [Kind in SettingsKind]: {
    readonly shape: () => z.ZodMiniType;
    readonly faultsOf: (
      content: ContentOf[Kind],
      context: CheckContext,
    ) => readonly ContentFault[] | Promise<readonly ContentFault[]>;
  };
};

const checks: Checks = {
  policy: {
    shape: policyShape,
    faultsOf: (content, { policy, calendar }) => [
      ...leftOutFaults(content, policy),
      ...faultsOfPolicy(content, calendar),
    ],
  },
  calendar: {
    shape: calendarShape,
    faultsOf: async (content, { promised }) => {
      const own = calendarFaults(content);
      const faults = own.length > 0 ? own : contradictions(content);
      return faults.length > 0 ? faults : brokenPolicies(await promised(), content);
    },
  },
  channels: {
    shape: channelsShape,
    faultsOf: async (content, { channelKinds }) => channelFaults(content, await channelKinds()),
  },
  templates: { shape: templatesShape, faultsOf: () => [] },
};

/**
 * Checks content as it came from a screen, under the version that it would get. What a screen leaves out may be what
 * keeps a case from being forgotten, and is then said so.
 */
export async function checkContent<Kind extends SettingsKind>(
  kind: Kind,
  given: Readonly<Record<string, unknown>>,
  version: string,
  context: CheckContext,
): Promise<Checked<Kind>> {
  const { shape, faultsOf } = checks[kind] as Checks[Kind];
  const raw = { ...given, version };
  const parsed = shape().safeParse(raw);
  if (!parsed.success)
    return refusedFor(parsed.error.issues.slice(0, FAULTS_MAX).map((issue) => ofShape(raw, issue)));
  const content = parsed.data as ContentOf[Kind];
  const faults = await faultsOf(content, context);
  return faults.length === 0 ? { content } : refusedFor(faults);
}

/** Further ones show once these are mended. */
const FAULTS_MAX = 20;

function refusedFor(faults: readonly ContentFault[]): {
  readonly faults: readonly [ContentFault, ...ContentFault[]];
} {
  const [first, ...others] = faults.slice(0, FAULTS_MAX);
  if (first === undefined) throw new Error('content is refused for a reason');
  return { faults: [first, ...others] };
}

function contradictions(calendar: CalendarContent): readonly ContentFault[] {
  try {
    calendars(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [fault('hours-contradict', 'hours', {}, error.message)];
  }
}

function faultsOfPolicy(policy: PolicyContent, calendar: CalendarContent): readonly ContentFault[] {
  const contradicting = contradictions(calendar);
  return contradicting.length > 0
    ? contradicting
    : policyFaults(buildPolicy(policy, calendar, standardContent.types));
}

/** What the publication would refuse: a new calendar counts the promises of every version, each of which is named once. */
function brokenPolicies(
  promised: readonly PolicyContent[],
  calendar: CalendarContent,
): readonly ContentFault[] {
  const byVersion = new Map(promised.map((policy) => [policy.version, policy]));
  return [...byVersion.values()].flatMap((policy) => {
    const { version } = policy;
    const [first] = faultsOfPolicy(policy, calendar);
    return first
      ? [fault('breaks-policy', 'hours', { version }, `policy ${version}: ${first.sentence}`)]
      : [];
  });
}

/** A length that is missing from a policy is no mistake of its form: without it nothing would be due. */
function ofShape(raw: unknown, issue: z.core.$ZodIssue): ContentFault {
  const full = issue.path.map(String);
  const path = units.has(full.at(-1) ?? '') ? full.slice(0, -1) : full;
  const [first, type = ''] = path;
  const name = path.at(-1) ?? '';
  const [status] = armedBy(name);
  if (first === 'types' && status !== undefined && isNoLength(valueAt(raw, path))) {
    const names = { type, status, length: name };
    return fault('no-next-step', path.join('.'), names, `${type}: "${name}" is missing.`);
  }
  return fault('wrong-shape', path.join('.'), { field: name }, `${path.join('.')}: ${issue.message}`);
}

/** What is wrong with the number of a length is wrong with the length. */
const units: ReadonlySet<string> = new Set(['minutes', 'hours', 'days']);

const valueAt = (raw: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    raw,
  );

function isNoLength(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return (
    typeof value === 'object' && Object.values(value).every((one) => one === 0 || one === null || one === '')
  );
}
