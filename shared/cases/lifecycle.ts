import type { Actor, Role } from '../engine/scope.ts';

/** Statuses in which somebody must still act. A case in one of them always has a next deadline (rule 0). */
export const openStatuses = [
  'received',
  'acknowledged',
  'assigned',
  'in-progress',
  'waiting-resident',
  'waiting-third-party',
  'scheduled',
  'transferred',
  'resolved',
  'not-resolved',
  'rejected',
  'reopened',
] as const;

/**
 * Statuses in which nobody must act any more. A chief may reopen each of them with a written reason, and a reporter may
 * come back for a while after a withdrawal.
 */
export const terminalStatuses = ['closed', 'withdrawn', 'duplicate'] as const;

export type OpenStatus = (typeof openStatuses)[number];
export type TerminalStatus = (typeof terminalStatuses)[number];
export type Status = OpenStatus | TerminalStatus;

const open: ReadonlySet<Status> = new Set(openStatuses);
export const isOpen = (status: Status): status is OpenStatus => open.has(status);

/**
 * Who may ask for a move: staff by their role, the resident who reported the case, or a co-reporter. The clock and the
 * system may ask for none; they have commands of their own.
 */
export type Mover = Role | Exclude<Actor['kind'], 'staff'>;

export interface MoveRule {
  readonly by: readonly Mover[];
  /** The next status by the present one. In a status that is absent the move is refused. */
  readonly leads: { readonly [From in Status]?: Status };
  /** Statuses in which only some of `by` may ask for the move. */
  readonly only?: { readonly [From in Status]?: readonly Mover[] };
}

const onDuty = ['guard', 'officer', 'chief'] as const;
const officers = ['officer', 'chief'] as const;

/** Whether people of this role work on cases. A case may be assigned only to them: others could not act on it. */
export const worksOnCases = (role: Role | 'district'): boolean => onDuty.some((one) => one === role);

const stay = <const S extends readonly Status[]>(...statuses: S) =>
  Object.fromEntries(statuses.map((status) => [status, status])) as { [K in S[number]]: K };

const lead = <const S extends readonly Status[], const To extends Status>(to: To, ...from: S) =>
  Object.fromEntries(from.map((status) => [status, to])) as { [K in S[number]]: To };

/** The case has neither an answer nor an end yet. */
const working = [
  'received',
  'acknowledged',
  'assigned',
  'in-progress',
  'waiting-resident',
  'waiting-third-party',
  'scheduled',
  'reopened',
] as const;
const notStarted = ['received', 'acknowledged', 'assigned', 'reopened'] as const;
const waiting = ['waiting-resident', 'waiting-third-party', 'scheduled'] as const;
const answered = ['resolved', 'not-resolved', 'rejected'] as const;

const handled: readonly Status[] = [...answered, 'transferred'];

const workedOn: ReadonlySet<Status> = new Set(working);

/** Whether the station is working on the case: it is open and has neither been answered nor handed over. */
export const isWorkedOn = (status: Status): boolean => workedOn.has(status);

/** Whether the station has answered or handed the case over, so that it promises no further update. */
export const isHandled = (status: Status): boolean => handled.includes(status);

/**
 * The table of the lifecycle. Guards, the diagram in docs/lifecycle.md, the moves offered to staff and the tests derive
 * from it. A type's policy may switch moves off but cannot add any.
 */
export const lifecycle = {
  acknowledge: { by: onDuty, leads: lead('acknowledged', 'received') },
  assign: {
    by: officers,
    leads: {
      ...lead('assigned', 'received', 'acknowledged', 'assigned'),
      ...stay('reopened', 'in-progress', ...waiting),
    },
  },
  start: { by: onDuty, leads: lead('in-progress', ...notStarted) },
  reply: {
    by: onDuty,
    leads: {
      ...lead('in-progress', ...notStarted),
      ...stay('in-progress', ...waiting, 'transferred', ...answered),
    },
  },
  note: { by: onDuty, leads: stay(...openStatuses) },
  'ask-resident': { by: onDuty, leads: lead('waiting-resident', 'in-progress') },
  'await-third-party': { by: onDuty, leads: lead('waiting-third-party', 'in-progress') },
  schedule: { by: onDuty, leads: lead('scheduled', 'in-progress') },
  resume: { by: onDuty, leads: lead('in-progress', ...waiting) },
  extend: { by: officers, leads: stay(...working) },
  retype: { by: officers, leads: stay(...working) },
  'lift-secrecy': { by: ['chief'], leads: stay(...openStatuses, ...terminalStatuses) },
  'acknowledge-escalation': { by: onDuty, leads: stay(...openStatuses) },
  'reach-milestone': { by: onDuty, leads: stay(...openStatuses) },
  resolve: { by: officers, leads: lead('resolved', 'in-progress') },
  'not-resolve': { by: officers, leads: lead('not-resolved', 'in-progress') },
  reject: { by: officers, leads: lead('rejected', 'received', 'acknowledged') },
  'mark-duplicate': { by: officers, leads: lead('duplicate', ...working) },
  transfer: { by: officers, leads: lead('transferred', ...working) },
  'confirm-handover': { by: officers, leads: lead('closed', 'transferred') },
  close: { by: officers, leads: lead('closed', ...answered) },
  'grant-withdrawal': { by: officers, leads: lead('withdrawn', ...working) },
  'keep-open': { by: officers, leads: stay(...working) },
  reopen: {
    by: ['resident', 'co-reporter', ...officers],
    leads: lead('reopened', ...answered, 'transferred', 'closed', 'withdrawn'),
    only: { closed: ['chief'], withdrawn: ['resident', 'chief'] },
  },
  unlink: { by: ['chief'], leads: lead('in-progress', 'duplicate') },
  withdraw: { by: ['resident'], leads: lead('withdrawn', ...working) },
  'add-message': {
    by: ['resident'],
    leads: { ...stay(...openStatuses, 'duplicate'), ...lead('in-progress', 'waiting-resident') },
  },
  'choose-notices': { by: ['resident'], leads: stay(...openStatuses, ...terminalStatuses) },
  rate: { by: ['resident'], leads: stay(...answered, 'closed', 'duplicate') },
  // Two residents reported the same. `link` and `recount` apply to the primary case, the others to the reporter's own
  // case. `come-back` takes back a withdrawal after which the case went on for others.
  join: { by: ['resident'], leads: lead('duplicate', ...working) },
  leave: { by: ['resident'], leads: lead('withdrawn', 'duplicate') },
  'come-back': {
    by: ['resident'],
    leads: { ...stay(...openStatuses, 'closed', 'duplicate'), ...lead('duplicate', 'withdrawn') },
  },
  'say-unsolved': { by: ['resident'], leads: stay('duplicate') },
  link: { by: ['co-reporter'], leads: stay(...working) },
  recount: {
    by: ['co-reporter'],
    leads: { ...stay(...answered, 'transferred', ...terminalStatuses), ...lead('withdrawn', ...working) },
  },
} as const satisfies Record<string, MoveRule>;

export type Move = keyof typeof lifecycle;
export const moves = Object.keys(lifecycle) as readonly Move[];

/** The status that a move leads to, or `undefined` when it is not allowed in the present one. */
export const target = (move: Move, from: Status): Status | undefined =>
  (lifecycle[move] as MoveRule).leads[from];

/**
 * The status after the resident added something of their own, be it words, a photo or a wish to withdraw: it ends the
 * wait for them and changes nothing else.
 */
export const afterResidentAdded = (from: Status): Status => target('add-message', from) ?? from;

/** Whether this kind of actor may ask for the move in any status or, where one is given, in this status. */
export function mayAsk(move: Move, mover: Mover, from?: Status): boolean {
  const { by, only = {} } = lifecycle[move] as MoveRule;
  return by.includes(mover) && ((from && only[from]?.includes(mover)) ?? true);
}
