import type * as z from 'zod/mini';

/** Who speaks on the bus; rules match on it. */
export const eventSource = 'huiying';

/** A kind of event on the bus. Its detail only ever gains optional fields; any other change is a new version. */
export interface EventType<Detail extends z.ZodMiniType> {
  /** The detail-type: past tense, since it has happened. */
  readonly name: string;
  /** Stands in each detail as `schemaVersion`. */
  readonly version: number;
  /** When it is sent, and what a receiver may rely on. */
  readonly promise: string;
  readonly detail: Detail;
}
