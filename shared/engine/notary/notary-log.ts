import { MINUTE } from '../calendar/instant.ts';

/**
 * An entry appears in the log after others that were named later: instances put at the same time, and their clocks
 * differ. So much later at most; a function of the notary ends long before.
 */
export const LATE_MAX = 10 * MINUTE;

/** One entry of the log. */
export interface LogEntry {
  /** Unique; sorts by time: letters, digits and hyphens, at most 100. */
  readonly name: string;
  /** One line: it contains no line break. */
  readonly text: string;
}

export interface LogPage {
  /** In the order in which they were added, as far as that is known; an entry may come again in a later page. */
  readonly entries: readonly LogEntry[];
  /**
   * Opaque: where the next read goes on; also given when there is nothing more for now, so that it can be kept. A log
   * into which several writers put entries at the same time keeps it back far enough that a late one is not skipped.
   */
  readonly cursor?: string;
  /** Whether there is more to read now. */
  readonly more: boolean;
}

/** A write-once log: what was added can be neither changed nor removed, least of all by who added it. */
export interface NotaryLog {
  /**
   * Adds an entry. Throws `Unavailable` when it may not have been added; the caller then adds the same content again
   * under another name, which is harmless. An entry that was added only in part, such as before a power failure, does
   * not count as one.
   */
  append(entry: LogEntry): Promise<void>;
  /**
   * A page of entries behind a cursor, or from the first one on. Throws `Unreadable` for a cursor behind the end: then
   * the log is shorter than it was.
   */
  read(cursor: string | undefined): Promise<LogPage>;
}

/**
 * Where the prover keeps how far it has read the log, in parts. Each part carries a code under the notary's key, so it
 * can be kept anywhere; losing one costs time only.
 */
export interface CheckpointStore {
  readPart(name: string): Promise<string | undefined>;
  /** Replaces the part. */
  writePart(name: string, text: string): Promise<void>;
}
