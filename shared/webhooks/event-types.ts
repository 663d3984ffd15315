import type { FactType } from '../cases/fact.ts';
import type { HelperTaskFact } from '../helper-tasks/helper-task.ts';

/** Every fact of a case; one that is missing or too many does not compile. */
const ofCases: Readonly<Record<FactType, true>> = {
  submitted: true,
  acknowledged: true,
  assigned: true,
  started: true,
  replied: true,
  noted: true,
  'resident-asked': true,
  'third-party-awaited': true,
  scheduled: true,
  resumed: true,
  extended: true,
  retyped: true,
  'secrecy-lifted': true,
  'escalation-acknowledged': true,
  'milestone-reached': true,
  resolved: true,
  'not-resolved': true,
  'rejection-proposed': true,
  rejected: true,
  'marked-duplicate': true,
  transferred: true,
  'handover-confirmed': true,
  closed: true,
  'withdrawal-asked': true,
  'withdrawal-declined': true,
  withdrawn: true,
  'message-added': true,
  'notices-chosen': true,
  'photo-added': true,
  rated: true,
  reopened: true,
  'co-reporter-linked': true,
  'co-reporter-left': true,
  'co-reporter-returned': true,
  'co-reporter-unlinked': true,
  unlinked: true,
  'reporter-left': true,
  'reporter-returned': true,
  reminded: true,
  breached: true,
  lapsed: true,
  'level-reached': true,
  'helper-asked': true,
  'helper-answered': true,
  'helper-photo-added': true,
  'closing-asked': true,
  reviewed: true,
  repaired: true,
  'delivery-failed': true,
};

const ofHelperTasks: Readonly<Record<HelperTaskFact['fact'], true>> = {
  asked: true,
  answered: true,
  'photo-added': true,
  revoked: true,
  silent: true,
  lapsed: true,
  'ended-with-case': true,
  reviewed: true,
  'officer-not-reached': true,
};

/** All types, those that a later release adds among them. */
export const EVERY_TYPE = '*';

/** The kinds of aggregate whose facts other systems may have. What a station is concerns nobody else. */
export const forwardedKinds = ['case', 'helper-task'] as const;

const factsOf = { case: ofCases, 'helper-task': ofHelperTasks } satisfies Record<
  (typeof forwardedKinds)[number],
  object
>;

/** The types of event that an endpoint can ask for: the kind of aggregate and the fact. */
export const eventTypes: readonly string[] = forwardedKinds.flatMap((kind) =>
  Object.keys(factsOf[kind]).map((fact) => typeOf(kind, fact)),
);

/** Whether who asked for these types is told of a fact. */
export function wants(types: readonly string[], { kind, fact }: { kind: string; fact: string }): boolean {
  return types.includes(EVERY_TYPE) || types.includes(typeOf(kind, fact));
}

/** The type of the event about a fact, such as `case.submitted`. */
export function typeOf(kind: string, fact: string): string {
  return `${kind}.${fact}`;
}
