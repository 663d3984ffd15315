import type * as z from 'zod/mini';

/** The `source` of every event; bus rules match on it. */
export const eventSource = 'huiying';

/** A type of event on the bus. Its detail only gains optional fields; any other change is a new version. */
export interface EventType<Detail extends z.ZodMiniType> {
  /** The event's `detail-type`, in the past tense. */
  readonly name: string;
  /** Included in each detail as `schemaVersion`. */
  readonly version: number;
  /** When the event is sent, and what a receiver can rely on. */
  readonly promise: string;
  readonly detail: Detail;
}
