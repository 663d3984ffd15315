import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { EventLog } from '../event-log.ts';

/** A message that the sink channel sent. */
export interface Message {
  readonly id: string;
  /** Reference of the case that it is about. */
  readonly reference: string | undefined;
  /** The whole message in JSON, `id` included. */
  readonly body: string;
}

/** The messages that the sink channel has received, in place of robots, text messages and email. */
export interface Outbox {
  /** Returns false when a message with this id was received before. */
  receive(message: Message, now: Instant): boolean;
  /** The newest messages, oldest first. */
  list(filter: { reference: string | undefined; since: Instant }): readonly Record<string, unknown>[];
}

const listedMax = 1000;

export const openOutbox = ({ database }: EventLog): Outbox => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS outbox (
      sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reference TEXT, received_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT`);
  const insert = database.prepare(
    'INSERT OR IGNORE INTO outbox (id, reference, received_at, body) VALUES (?, ?, ?, ?)',
  );
  const list = database.prepare(`
    SELECT received_at AS receivedAt, body FROM outbox
    WHERE received_at >= ?1 AND (?2 IS NULL OR reference = ?2) ORDER BY sequence DESC LIMIT ?3`);

  return {
    receive: ({ id, reference, body }, now) => insert.run(id, reference ?? null, now, body).changes > 0,
    list: ({ reference, since }) =>
      list
        .all(since, reference ?? null, listedMax)
        .map(({ receivedAt, body }) => ({
          ...JSON.parse(String(body)),
          receivedAt: toIso(Number(receivedAt)),
        }))
        .reverse(),
  };
};
