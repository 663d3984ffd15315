import type { DueKind } from '../cases/case.ts';
import type { Status } from '../cases/lifecycle.ts';
import type { Instant } from './calendar/instant.ts';
import type { Responsible } from './responsible.ts';

/** What a repeated command is answered with: the outcome of the first. */
export interface CommandRecord {
  readonly commandId: string;
  readonly contentHash: string;
  readonly answer: MoveAnswer;
  readonly expiresAt: Instant;
}

export interface MoveAnswer {
  readonly version: number;
  readonly status: Status;
  readonly dueAt?: Instant;
  readonly dueKind?: DueKind;
  readonly responsible?: Responsible;
}
