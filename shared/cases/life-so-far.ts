import type { Instant } from '../engine/calendar/instant.ts';
import type { Pause } from '../engine/clocks/pause.ts';
import type { Move } from './lifecycle.ts';

/** For whom a case waited: waiting for the resident stops `update` and `resolve`, any other wait `resolve` alone. */
export type PauseReason = 'resident' | 'other';
export type CasePause = Pause<PauseReason>;

/** When staff last made each of the moves that may matter for another case type: those that meet some milestone, and those that acknowledge an escalation. */
export type StaffActions = Readonly<Partial<Record<Move, Instant>>>;
