import { fromIso, HOUR, type Instant, MINUTE, toIso } from '../../../shared/engine/calendar/instant.ts';
import { requestToken } from '../issuer/request-token.ts';
import type { LocalRun } from '../run.ts';

/** A sent message, as the local outbox shows it. */
export interface Notified {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly people: readonly string[];
  readonly reference?: string;
  readonly receivedAt: string;
}

export interface NextStep {
  readonly dueAt: Instant;
  readonly dueKind: string;
  readonly responsible: string;
}

const SHANGHAI = 8 * HOUR;

/** The station's local time, such as `2026-10-09 02:10`. */
export const localTime = (at: Instant): string =>
  toIso(at + SHANGHAI)
    .slice(0, 16)
    .replace('T', ' ');

export const instantOf = (stationTime: string): Instant => {
  const at = fromIso(`${stationTime.replace(' ', 'T')}:00+08:00`);
  if (at === undefined) throw new RangeError(`not a time of the station: ${stationTime}`);
  return at;
};

/**
 * A client of the system over HTTP, for residents and staff, which can also move the clock.
 * @param pause waited for after each minute, so that somebody can look on; without it time is passed at once
 */
export const roomOf = (
  { origin, issuer, settle }: Pick<LocalRun, 'origin' | 'issuer' | 'settle'>,
  pause?: () => Promise<unknown>,
) => {
  const tokens = new Map<string, Promise<string>>();

  const call = async (path: string, body?: unknown, person?: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`${origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'accept-language': 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(person !== undefined && { authorization: `Bearer ${await tokenOf(person)}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${path}: ${answer.title ?? response.status} ${answer.detail ?? ''}`);
    return answer;
  };

  const tokenOf = (person: string): Promise<string> => {
    const token = tokens.get(person) ?? requestToken(issuer, { person });
    tokens.set(person, token);
    return token;
  };

  return {
    call,
    settle,
    async now(): Promise<Instant> {
      return fromIso(String((await call('/local/clock')).now)) ?? 0;
    },
    /** Passes every minute up to a local time. */
    async until(stationTime: string): Promise<void> {
      const minutes = Math.round((instantOf(stationTime) - (await this.now())) / MINUTE);
      // An hour at a time: an HTTP client gives up a single response after minutes.
      const step = pause === undefined ? HOUR / MINUTE : 1;
      for (let left = minutes; left > 0; left -= step) {
        await call('/local/clock', { advanceMinutes: Math.min(left, step) });
        await pause?.();
      }
    },
    async inbox(): Promise<readonly Notified[]> {
      return (await call('/local/outbox')).messages as readonly Notified[];
    },
  };
};

export type Room = ReturnType<typeof roomOf>;
