import * as z from 'zod/mini';
import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { onFirstUse } from '../on-first-use.ts';
import type { Responsible } from '../responsible.ts';
import type { Companion } from './companion.ts';
import { commandRow } from './keys.ts';
import { count, instant, readRow, responsible } from './row-parts.ts';
import type { CompanionStore } from './store.ts';

/** The answer to a command; a repeat gets the same one. */
export interface CommandAnswer {
  readonly version: number;
  readonly status: string;
  readonly dueAt?: Instant;
  readonly dueKind?: string;
  readonly responsible?: Responsible;
}

/** Identifies a command, so that a repeat of it is recognised. */
export interface Request {
  readonly commandId: string;
  /** Hash of the command and all its content; other content under the same id is refused. */
  readonly contentHash: string;
  /** Until when a repeat is recognised. */
  readonly expiresAt: Instant;
}

/** A command that was carried out. It is stored so that a repeat is recognised and gets the same answer. */
export interface CommandRecord extends Request {
  readonly answer: CommandAnswer;
}

export const answerOf = ({ version, status, dueAt, dueKind, responsible }: EngineState): CommandAnswer => ({
  version,
  status,
  ...defined({ dueAt, dueKind, responsible }),
});

/** The row of a command for which the row of the state has no room; written in the commit that carries it out. */
export const commandCompanion = (key: AggregateKey, record: CommandRecord): Companion => ({
  key: commandRow(key, record.commandId),
  values: { contentHash: record.contentHash, answer: record.answer, expiresAt: record.expiresAt },
  expiresAt: record.expiresAt,
  condition: 'absent',
  conflict: 'command',
});

/** Every attribute of a command's row besides its keys and expiry. */
export const commandAttributes = ['contentHash', 'answer', 'expiresAt'] as const;

const shape = onFirstUse(() =>
  z.object({
    contentHash: z.string(),
    answer: z.object({
      version: count,
      status: z.string(),
      dueAt: z.exactOptional(instant),
      dueKind: z.exactOptional(z.string()),
      responsible: z.exactOptional(responsible),
    }),
    expiresAt: instant,
  }),
);

/** The record of a command that has a row of its own. */
export async function findCommand(
  store: Pick<CompanionStore, 'companion'>,
  key: AggregateKey,
  commandId: string,
): Promise<CommandRecord | undefined> {
  const row = await store.companion(commandRow(key, commandId));
  return row && { commandId, ...readRow(shape, row) };
}
