import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { ChannelsContent } from '../../shared/policies/channels-content.ts';
import type { Staff } from './issuer/staff.ts';

/** The table to seed, and the time. */
export interface SeedStack {
  readonly tableName: string;
  /** Any DynamoDB; region and credentials do not matter. */
  readonly endpoint: string;
  readonly now: Instant;
  /** The folder of the key files. */
  readonly keyDir: string;
  readonly dataDir: string;
  /** The channels of the run, whose secrets every station of its people has. */
  readonly channels: ChannelsContent;
}

/** The initial data of a run: who can sign in, and what an empty table is filled with. */
export interface SeedStation {
  readonly people: Staff;
  /** Called once, before the first function runs, and only when the table is empty. */
  readonly seed: (stack: SeedStack) => Promise<void>;
}
