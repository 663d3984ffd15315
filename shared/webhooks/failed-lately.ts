import { type Instant, MINUTE } from '../engine/calendar/instant.ts';

/** For how long an endpoint that failed gets no first attempt: a receiver that hangs costs five seconds each time. */
const SPARED_FOR = MINUTE;

/** Of how many endpoints it is remembered; the oldest goes first. */
const ENDPOINTS_MAX = 1000;

/** Which endpoints failed moments ago in this process, and why. */
export interface FailedLately {
  why(endpoint: string, now: Instant): string | undefined;
  note(endpoint: string, code: string, now: Instant): void;
}

export function failedLately(): FailedLately {
  const failed = new Map<string, { readonly code: string; readonly at: Instant }>();
  return {
    why(endpoint, now) {
      const found = failed.get(endpoint);
      return found !== undefined && now < found.at + SPARED_FOR ? found.code : undefined;
    },
    note(endpoint, code, at) {
      failed.delete(endpoint);
      const [oldest] = failed.keys();
      if (oldest !== undefined && failed.size >= ENDPOINTS_MAX) failed.delete(oldest);
      failed.set(endpoint, { code, at });
    },
  };
}
