import type { Instant } from '../../shared/domain/instant.ts';
import type { Staff } from './issuer/staff.ts';

/** Where and when to seed. */
export interface Ground {
  readonly tableName: string;
  /** Any DynamoDB; its region and credentials do not matter. */
  readonly endpoint: string;
  readonly now: Instant;
  readonly keyFile: string;
  readonly dataDir: string;
}

/** The staff of the seeded station: who may sign in. */
export const people: Staff = [];

/** What is worth opening in a browser once the run is ready; paths start with a slash. */
export const worthOpening: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'The API, described', path: '/docs' },
  { what: 'The inbox: everything that was sent', path: '/local/outbox' },
];

/** Fills an empty table with one believable station. Called before the first request is answered. */
export const seed = async (_ground: Ground): Promise<void> => undefined;
