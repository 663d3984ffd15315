import type { Actor, Role } from '../engine/scope.ts';

/** A case that somebody still owes something. Each of these always has a next deadline (rule 0). */
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

/** Nothing is owed any more. There is no way out of these, but that who joined another case may leave it. */
export const terminalStatuses = ['closed', 'withdrawn', 'duplicate'] as const;

export type OpenStatus = (typeof openStatuses)[number];
export type TerminalStatus = (typeof terminalStatuses)[number];
export type Status = OpenStatus | TerminalStatus;

const open: ReadonlySet<Status> = new Set(openStatuses);
export const isOpen = (status: Status): status is OpenStatus => open.has(status);

/**
 * Who may ask for a move: members of staff by role, the resident who reported, or one whose own report joined it. The
 * clock and the system have commands of their own; no move is theirs.
 */
export type Mover = Role | Exclude<Actor['kind'], 'staff'>;

interface MoveRule {
  readonly by: readonly Mover[];
  /** From which status the move leads where. A status that is absent refuses the move. */
  readonly leads: { readonly [From in Status]?: Status };
}

const everybodyOnDuty = ['guard', 'officer', 'chief'] as const;
const officers = ['officer', 'chief'] as const;

const stay = <const S extends readonly Status[]>(...statuses: S) =>
  Object.fromEntries(statuses.map((status) => [status, status])) as { [K in S[number]]: K };

const lead = <const S extends readonly Status[], const To extends Status>(to: To, ...from: S) =>
  Object.fromEntries(from.map((status) => [status, to])) as { [K in S[number]]: To };

/** Work has not been finished in any sense yet. */
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

/**
 * The one table of the lifecycle. Guards, the diagram in docs/lifecycle.md, the moves offered to staff and the
 * tests derive from it. A type's policy may switch moves off, never add any.
 */
export const lifecycle = {
  acknowledge: { by: everybodyOnDuty, leads: lead('acknowledged', 'received') },
  assign: {
    by: officers,
    leads: {
      ...lead('assigned', 'received', 'acknowledged', 'assigned'),
      ...stay('reopened', 'in-progress', ...waiting),
    },
  },
  start: { by: everybodyOnDuty, leads: lead('in-progress', ...notStarted) },
  reply: {
    by: everybodyOnDuty,
    leads: {
      ...lead('in-progress', ...notStarted),
      ...stay('in-progress', ...waiting, 'transferred', ...answered),
    },
  },
  note: { by: everybodyOnDuty, leads: stay(...openStatuses) },
  'ask-resident': { by: everybodyOnDuty, leads: lead('waiting-resident', 'in-progress') },
  'await-third-party': { by: everybodyOnDuty, leads: lead('waiting-third-party', 'in-progress') },
  schedule: { by: everybodyOnDuty, leads: lead('scheduled', 'in-progress') },
  resume: { by: everybodyOnDuty, leads: lead('in-progress', ...waiting) },
  extend: { by: officers, leads: stay(...working) },
  retype: { by: officers, leads: stay(...working) },
  'acknowledge-escalation': { by: everybodyOnDuty, leads: stay(...openStatuses) },
  'reach-milestone': { by: everybodyOnDuty, leads: stay(...openStatuses) },
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
    leads: lead('reopened', ...answered, 'transferred'),
  },
  withdraw: { by: ['resident'], leads: lead('withdrawn', ...working) },
  'add-message': {
    by: ['resident'],
    leads: { ...stay(...openStatuses, 'duplicate'), ...lead('in-progress', 'waiting-resident') },
  },
  rate: { by: ['resident'], leads: stay(...answered, 'closed', 'duplicate') },
  // A co-reporter reported the same: what that means to the report that joins, and to the case that takes it in.
  join: { by: ['resident'], leads: lead('duplicate', ...working) },
  leave: { by: ['resident'], leads: lead('withdrawn', 'duplicate') },
  'say-unsolved': { by: ['resident'], leads: stay('duplicate') },
  link: { by: ['co-reporter'], leads: stay(...openStatuses, 'closed') },
  unlink: { by: ['co-reporter'], leads: lead('withdrawn', ...working) },
} as const satisfies Record<string, MoveRule>;

export type Move = keyof typeof lifecycle;
export const moves = Object.keys(lifecycle) as readonly Move[];

/** Where a move leads from a status, or `undefined` when the lifecycle does not know that way. */
export const target = (move: Move, from: Status): Status | undefined =>
  (lifecycle[move] as MoveRule).leads[from];

/** Whether this kind of person may ask for the move at all. */
export const mayAsk = (move: Move, mover: Mover): boolean => (lifecycle[move] as MoveRule).by.includes(mover);
