import * as z from 'zod/mini';
import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
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

/** A command that was carried out. It is stored so that a repeat is recognised and gets the same answer. */
export interface CommandRecord {
  readonly commandId: string;
  /** A command with the same id and other content is refused. */
  readonly contentHash: string;
  readonly answer: CommandAnswer;
  readonly expiresAt: Instant;
}

/** The row of a command; written in the commit that carries the command out. */
export const commandCompanion = (key: AggregateKey, record: CommandRecord): Companion => ({
  key: commandRow(key, record.commandId),
  values: { contentHash: record.contentHash, answer: record.answer, expiresAt: record.expiresAt },
  expiresAt: record.expiresAt,
  condition: 'absent',
  conflict: 'command',
});

const shape = z.object({
  contentHash: z.string(),
  answer: z.object({
    version: count,
    status: z.string(),
    dueAt: z.exactOptional(instant),
    dueKind: z.exactOptional(z.string()),
    responsible: z.exactOptional(responsible),
  }),
  expiresAt: instant,
});

/** The record of a command that was carried out before. */
export async function findCommand(
  store: Pick<CompanionStore, 'companion'>,
  key: AggregateKey,
  commandId: string,
): Promise<CommandRecord | undefined> {
  const row = await store.companion(commandRow(key, commandId));
  return row && { commandId, ...readRow(shape, row) };
}
