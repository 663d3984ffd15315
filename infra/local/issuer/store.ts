import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Adapter } from 'oidc-provider';
import { databaseFault } from '../database-fault.ts';

/** The issuer's persistent state: its signing key, cookie key, sessions and grants. */
export interface IssuerStore {
  readonly signingKey: object;
  readonly cookieKey: string;
  adapter(kind: string): Adapter;
  close(): void;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS entry (
    kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, uid TEXT, grant_id TEXT, expires_at INTEGER,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_uid ON entry (kind, uid);
  DELETE FROM entry WHERE expires_at <= unixepoch();
`;

/** Opens or creates `issuer.sqlite` in `dataDir`. It holds a private key, so only its owner can read it. */
export function openIssuerStore(dataDir: string): IssuerStore {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'issuer.sqlite');
  const database = openPrivately(file);
  return {
    signingKey: JSON.parse(secretOf(database, 'signing-key', newSigningKey)),
    cookieKey: secretOf(database, 'cookie-key', () => randomBytes(32).toString('base64url')),
    adapter: (kind) => adapterOf(database, kind),
    close: () => database.close(),
  };
}

/** @throws Error with a sentence when the file cannot be used */
function openPrivately(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    chmodSync(file, 0o600); // before the write-ahead log exists: SQLite gives it the same permissions
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    database?.close();
    throw databaseFault(file, error);
  }
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' });
}

function secretOf(database: DatabaseSync, name: string, make: () => string): string {
  const select = database.prepare('SELECT value FROM secret WHERE name = ?');
  if (!select.get(name)) database.prepare('INSERT INTO secret VALUES (?, ?)').run(name, make());
  return String(select.get(name)?.value);
}

function adapterOf(database: DatabaseSync, kind: string): Adapter {
  // SQLite's clock decides expiry: tokens expire in real time, independent of the virtual clock.
  const live = '(expires_at IS NULL OR expires_at > unixepoch())';
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, unixepoch() + CAST(? AS INTEGER))',
  );
  const byId = database.prepare(`SELECT payload FROM entry WHERE kind = ? AND id = ? AND ${live}`);
  const byUid = database.prepare(`SELECT payload FROM entry WHERE kind = ? AND uid = ? AND ${live}`);
  const consume = database.prepare(
    "UPDATE entry SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE kind = ? AND id = ?",
  );
  const destroy = database.prepare('DELETE FROM entry WHERE kind = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM entry WHERE kind = ? AND grant_id = ?');
  return {
    async upsert(id, payload, expiresInSeconds) {
      const { uid, grantId } = payload as { readonly uid?: string; readonly grantId?: string };
      upsert.run(kind, id, JSON.stringify(payload), uid ?? null, grantId ?? null, expiresInSeconds ?? null);
    },
    find: async (id) => payloadOf(byId.get(kind, id)),
    findByUid: async (uid) => payloadOf(byUid.get(kind, uid)),
    findByUserCode: async () => undefined, // only the device flow asks, and it is off
    async consume(id) {
      consume.run(kind, id);
    },
    async destroy(id) {
      destroy.run(kind, id);
    },
    async revokeByGrantId(grantId) {
      revoke.run(kind, grantId);
    },
  };
}

const payloadOf = (row: Readonly<Record<string, unknown>> | undefined): object | undefined =>
  row && JSON.parse(String(row.payload));
