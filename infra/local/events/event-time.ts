import type { Instant } from '../../../shared/engine/calendar/instant.ts';

/** The time in an event of EventBridge or its Scheduler: ISO 8601 to the second. */
export const eventTime = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
