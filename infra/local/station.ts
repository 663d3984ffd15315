import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { Staff } from './issuer/staff.ts';

/** Where and when to seed. */
export interface SeedStack {
  readonly tableName: string;
  /** Any DynamoDB; region and credentials do not matter. */
  readonly endpoint: string;
  readonly now: Instant;
  readonly keyFile: string;
  readonly dataDir: string;
}

/** What a run begins with: who may sign in, and what an empty table is filled with. */
export interface Station {
  readonly people: Staff;
  /** Called once, before the first function runs, and only when the table is empty. */
  readonly seed: (stack: SeedStack) => Promise<void>;
}
