import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { EventLog } from '../event-log.ts';
import type { Accepted } from '../fakes/fake.ts';
import { type MessageOnWire, messageOnWire } from './message-on-wire.ts';

/** A message that the sink channel sent. */
export interface Message {
  readonly id: string;
  /** Reference of the case that it is about. */
  readonly reference: string | undefined;
  /** The whole message in JSON, `id` included. */
  readonly body: string;
}

/** The messages that were received in place of robots, telephones and mailboxes. */
export interface Outbox {
  /** Keeps a message of the sink channel; returns false when one with this id was received before. */
  receive(message: Message, now: Instant): boolean;
  /** Keeps a message that the stand-in of a provider took, as it was on the wire. */
  accept(channel: string, accepted: Accepted): void;
  /** The newest messages, oldest first. */
  list(filter: { reference: string | undefined; since: Instant }): readonly Record<string, unknown>[];
}

const listedMax = 1000;
/** Of what stand-ins took: a run that lasts for weeks keeps the newest. */
const acceptedMax = 2000;
/** How often older ones are deleted, counted in messages. */
const deletedEvery = 100;
/** Of what has the address of one person. */
const personalMax = 500;

const ON_WIRE = 'wire-';

interface Personal {
  readonly receivedAt: Instant;
  readonly message: MessageOnWire;
}

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
  const trim = database.prepare(`
    DELETE FROM outbox WHERE sequence IN (
      SELECT sequence FROM outbox WHERE id GLOB '${ON_WIRE}*' ORDER BY sequence DESC LIMIT -1 OFFSET ?)`);
  let kept = 0;
  // A number and the link of a resident's page are in no file: who reads the disk must not read along.
  const personal: Personal[] = [];

  const onDisk = (reference: string | undefined, since: Instant): readonly Record<string, unknown>[] =>
    list
      .all(since, reference ?? null, listedMax)
      .map(({ receivedAt, body }) => ({ ...JSON.parse(String(body)), receivedAt: toIso(Number(receivedAt)) }))
      .reverse();

  const inMemory = (reference: string | undefined, since: Instant): readonly Record<string, unknown>[] =>
    personal
      .filter(({ receivedAt }) => receivedAt >= since)
      .filter(({ message }) => reference === undefined || message.reference === reference)
      .map(({ receivedAt, message }) => ({ ...message, receivedAt: toIso(receivedAt) }));

  return {
    receive: ({ id, reference, body }, now) => insert.run(id, reference ?? null, now, body).changes > 0,
    accept(channel, taken) {
      const message = messageOnWire(channel, taken, `${ON_WIRE}${crypto.randomUUID()}`);
      if (taken.to !== undefined) {
        personal.push({ receivedAt: taken.at, message });
        personal.splice(0, personal.length - personalMax);
        return;
      }
      insert.run(message.wire.id, message.reference ?? null, taken.at, JSON.stringify(message));
      kept += 1;
      if (kept % deletedEvery === 0) trim.run(acceptedMax);
    },
    list({ reference, since }) {
      const onWire = inMemory(reference, since);
      if (onWire.length === 0) return onDisk(reference, since);
      return [...onDisk(reference, since), ...onWire]
        .sort((one, other) => String(one.receivedAt).localeCompare(String(other.receivedAt)))
        .slice(-listedMax);
    },
  };
};
