import { type CaseType, caseTypes } from '../cases/case-type.ts';
import { isOpen, type Move, moves, type OpenStatus, type Status, target } from '../cases/lifecycle.ts';
import type { CalendarName, Length } from '../engine/calendar/calendar.ts';
import type { EscalationPolicy } from '../engine/clocks/escalation.ts';
import { isUrgent, priorities } from '../engine/priority.ts';
import { type ContentFault, fault } from './content-fault.ts';
import type { Milestone, Policy, PolicyContent, Terms, TypePolicy } from './policy.ts';

/**
 * The lengths whose clocks keep each open status armed. The clock starts when the case enters the status
 * (shared/cases/decisions/enter-status.ts) or is already running: `respond` until the first reply, `update` afterwards.
 */
const armingLengths: { readonly [S in OpenStatus]: readonly (keyof TypePolicy | keyof Terms)[] } = {
  received: ['respond'],
  acknowledged: ['respond'],
  assigned: ['respond'],
  'in-progress': ['respond', 'update'],
  'waiting-resident': ['residentAnswer'],
  'waiting-third-party': ['thirdParty'],
  scheduled: ['respond', 'update'],
  transferred: ['handover'],
  resolved: ['window'],
  'not-resolved': ['window'],
  rejected: ['window'],
  reopened: ['respond'],
};

/** The open statuses that a length keeps armed. */
export const armedBy = (length: string): readonly OpenStatus[] =>
  (Object.keys(armingLengths) as OpenStatus[]).filter((status) =>
    armingLengths[status].some((name) => name === length),
  );

/** Returns the policy, or throws a RangeError that lists each way in which it could break rule 0. */
export function checkPolicy(policy: Policy): Policy {
  const faults = faultsOf(policy);
  if (faults.length > 0) throw new RangeError(`This policy is refused:\n${faults.join('\n')}`);
  return policy;
}

/** Each way in which this policy could leave a case without a next step, as a sentence for the policy's author. */
export const faultsOf = (policy: Policy): readonly string[] =>
  policyFaults(policy).map(({ sentence }) => sentence);

type Faults = readonly ContentFault[];

/** The same as data. */
export function policyFaults(policy: Policy): Faults {
  return [
    ...priorities.flatMap((priority) => escalationFaults(policy, priority, policy.escalations[priority])),
    ...caseTypes.flatMap((type) => typeFaults(policy, type)),
  ];
}

/**
 * Types that a new version leaves out although the one in use has them. Where a version lacks a type the standard stands in,
 * which is meant for a type that a later release added, and must not happen because somebody removed one.
 */
export function leftOutFaults({ types }: PolicyContent, inUse: PolicyContent): Faults {
  if (Object.keys(types).length === 0) {
    return [
      fault('no-types', 'types', {}, 'The policy names no type of case, so the standard would stand in.'),
    ];
  }
  const leftOut = caseTypes.filter((type) => types[type] === undefined && inUse.types[type] !== undefined);
  return leftOut.map((type) =>
    fault('type-left-out', `types.${type}`, { type }, `${type} is left out, so the standard would stand in.`),
  );
}

function typeFaults(policy: Policy, type: CaseType): Faults {
  // A policy may come from a station's own data, so a type may be absent although the compiler requires it.
  const found: TypePolicy | undefined = policy.types[type];
  if (found === undefined) {
    return [fault('no-type', `types.${type}`, { type }, `${type}: there is no policy for this type.`)];
  }
  return [
    ...termsFaults(type, found),
    ...[...reachable(found)].flatMap((status) => armingFaults(policy, type, found, status)),
    ...decisionFaults(type, found),
    ...found.milestones.flatMap((milestone) => milestoneFaults(policy, type, found, milestone)),
    ...sameReportsFaults(policy, type, found),
  ];
}

function termsFaults(type: CaseType, { terms, questions }: TypePolicy): Faults {
  const path = `types.${type}.terms`;
  const unasked = terms
    .flatMap(({ when = [] }) => when)
    .filter((condition) => 'question' in condition && questions[condition.question] === undefined);
  if (unasked.length > 0) {
    return [
      fault('unasked-condition', path, { type }, `${type}: a condition names a question that is not asked.`),
    ];
  }
  const daytime = terms.find(({ priority, calendar }) => isUrgent(priority) && calendar !== 'always');
  if (daytime !== undefined) {
    const { priority } = daytime;
    const at = `${path}.${terms.indexOf(daytime)}.calendar`;
    return [
      fault(
        'urgent-by-day',
        at,
        { type, priority },
        `${type}: ${priority} must run on "always", by day and night.`,
      ),
    ];
  }
  const last = terms.at(-1);
  if (last === undefined) {
    return [fault('no-terms', path, { type }, `${type}: there are no terms, so nothing is promised.`)];
  }
  return last.when === undefined
    ? []
    : [
        fault(
          'no-last-terms',
          path,
          { type },
          `${type}: a report that meets no condition would be promised nothing.`,
        ),
      ];
}

/** Every open status that allowed moves or the clock can lead to. */
function reachable({ switchedOff }: TypePolicy): ReadonlySet<OpenStatus> {
  const allowed = moves.filter((move: Move) => !switchedOff.includes(move));
  const found = new Set<OpenStatus>(['received']);
  for (const status of found) {
    const next: readonly (Status | undefined)[] = allowed.map((move) => target(move, status));
    for (const to of next) if (to !== undefined && isOpen(to)) found.add(to);
  }
  return found;
}

function armingFaults(policy: Policy, type: CaseType, found: TypePolicy, status: OpenStatus): Faults {
  return armingLengths[status].flatMap((name) => {
    const lengths: readonly (readonly [path: string, Length | undefined])[] =
      name in found
        ? [[name, found[name as keyof TypePolicy] as Length]]
        : found.terms.map((terms, index) => [
            `terms.${index}.${name}`,
            terms[name as keyof Terms] as Length | undefined,
          ]);
    return lengths
      .filter(([, length]) => !isSome(policy, 'always', length))
      .map(([path]) =>
        fault(
          'no-next-step',
          `types.${type}.${path}`,
          { type, status, length: name },
          `${type}: a case that is "${status}" would have no next step, because "${name}" is missing or zero.`,
        ),
      );
  });
}

/** Each decision that this type would ask for although the moves that take it are switched off. */
function decisionFaults(type: CaseType, { withdrawal, closing, switchedOff }: TypePolicy): Faults {
  const allOff = (...taking: readonly Move[]) => taking.every((move) => switchedOff.includes(move));
  const asked = [
    [withdrawal !== 'at-once' && allOff('grant-withdrawal', 'keep-open'), 'a withdrawal'],
    [!allOff('transfer') && allOff('confirm-handover'), 'a handover'],
    [closing === 'never-by-itself' && allOff('close'), 'closing'],
  ] as const;
  return asked.flatMap(([faulty, what]) =>
    faulty
      ? [
          fault(
            'nobody-decides',
            `types.${type}.switchedOff`,
            { type, what },
            `${type}: nobody could decide on ${what}, because its moves are switched off.`,
          ),
        ]
      : [],
  );
}

function isSome(policy: Policy, calendar: CalendarName, length: Length | undefined): boolean {
  if (length === undefined) return false;
  const ms = policy.calendars.lengthMs(calendar, length);
  return Number.isSafeInteger(ms) && ms > 0;
}

function milestoneFaults(
  policy: Policy,
  type: CaseType,
  found: TypePolicy,
  { kind, calendar, length, notBy, ifNotDone }: Milestone,
): Faults {
  const path = `types.${type}.milestones.${found.milestones.findIndex((one) => one.kind === kind)}`;
  const names = { type, milestone: kind };
  const isDefined = (other: Milestone['notBy']) =>
    other === undefined || found.milestones.some((milestone) => milestone.kind === other);
  return [
    ...(isSome(policy, calendar, length)
      ? []
      : [
          fault('date-without-length', `${path}.length`, names, `${type}: the date "${kind}" has no length.`),
        ]),
    ...(isDefined(notBy) && isDefined(ifNotDone)
      ? []
      : [
          fault(
            'unknown-date',
            path,
            names,
            `${type}: the date "${kind}" names one this type does not have.`,
          ),
        ]),
  ];
}

/** Even a count of reports reveals that other people reported, so sensitive types may not show one. */
function sameReportsFaults(
  policy: Policy,
  type: CaseType,
  { sameReports, sensitive, secretReporter, questions }: TypePolicy,
): Faults {
  const path = `types.${type}.sameReports`;
  if (sameReports === undefined) return [];
  return [
    ...(sensitive || secretReporter
      ? [
          fault(
            'reveals-reporters',
            path,
            { type },
            `${type}: a sensitive type may not compare reports, which would reveal reporters to each other.`,
          ),
        ]
      : []),
    ...(isSome(policy, 'always', sameReports.within)
      ? []
      : [
          fault(
            'never-alike',
            `${path}.within`,
            { type },
            `${type}: reports would never match, because "sameReports.within" is missing or zero.`,
          ),
        ]),
    ...sameReports.alike
      .filter((question) => questions[question] === undefined)
      .map((question) =>
        fault(
          'alike-unasked',
          `${path}.alike`,
          { type, question },
          `${type}: reports would be compared by "${question}", which is not asked.`,
        ),
      ),
  ];
}

/** Each level must be later than the one before; otherwise it would be reached at once or never. */
function escalationFaults(policy: Policy, priority: string, { calendar, levels }: EscalationPolicy): Faults {
  const reachedAfterMs = levels.map(({ after }) => policy.calendars.lengthMs(calendar, after));
  const isAscending = reachedAfterMs.every((ms, level) => ms > (reachedAfterMs[level - 1] ?? 0));
  return levels.length > 0 && isAscending
    ? []
    : [
        fault(
          'levels-not-ascending',
          `escalations.${priority}.levels`,
          { priority },
          `${priority}: the escalation needs at least one level, each later than the one before.`,
        ),
      ];
}
