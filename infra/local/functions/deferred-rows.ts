import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { type EventLog, inTransaction } from '../event-log.ts';

/** An asynchronous invocation; the payload is JSON. */
export interface Event {
  readonly functionArn: string;
  readonly payload: string;
}

/** An accepted invocation; its id is the request id of every attempt. */
export interface Accepted extends Event {
  readonly id: string;
  readonly acceptedAt: Instant;
  /** Failed attempts. */
  readonly attempts: number;
}

/** The part of the event log that stores accepted invocations. */
export interface DeferredRows {
  insert(events: readonly (Event & { id: string })[], now: Instant): void;
  /** A function's due events, oldest first. */
  due(functionArn: string, now: Instant, limit: number): readonly Accepted[];
  nextDueAfter(now: Instant): Instant | undefined;
  postpone(id: string, attempts: number, dueAt: Instant): void;
  remove(id: string): void;
  /** Deletes the events of all other functions. */
  keepOnly(functionArns: readonly string[]): void;
}

export const openDeferredRows = ({ database }: EventLog): DeferredRows => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS deferred (
      id TEXT PRIMARY KEY, function_arn TEXT NOT NULL, payload TEXT NOT NULL,
      accepted_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS deferred_due ON deferred (function_arn, due_at)`);
  const insert = database.prepare('INSERT INTO deferred VALUES (?, ?, ?, ?, ?, 0)');
  const due = database.prepare(`
    SELECT id, function_arn AS functionArn, payload, accepted_at AS acceptedAt, attempts
    FROM deferred WHERE function_arn = ? AND due_at <= ? ORDER BY due_at, rowid LIMIT ?`);
  const next = database.prepare('SELECT MIN(due_at) AS dueAt FROM deferred WHERE due_at > ?');
  const postpone = database.prepare('UPDATE deferred SET attempts = ?, due_at = ? WHERE id = ?');
  const removeOthers = database.prepare(
    'DELETE FROM deferred WHERE function_arn NOT IN (SELECT value FROM json_each(?))',
  );
  const remove = database.prepare('DELETE FROM deferred WHERE id = ?');

  return {
    insert: (events, now) =>
      inTransaction(database, () => {
        for (const { id, functionArn, payload } of events) insert.run(id, functionArn, payload, now, now);
      }),
    due: (functionArn, now, limit) => due.all(functionArn, now, limit) as unknown as Accepted[],
    nextDueAfter: (now) => {
      const dueAt = next.get(now)?.dueAt;
      return typeof dueAt === 'number' ? dueAt : undefined;
    },
    postpone: (id, attempts, dueAt) => {
      postpone.run(attempts, dueAt, id);
    },
    keepOnly: (functionArns) => {
      removeOthers.run(JSON.stringify(functionArns));
    },
    remove: (id) => {
      remove.run(id);
    },
  };
};
