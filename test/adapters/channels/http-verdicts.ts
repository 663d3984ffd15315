import type { Judged } from '../../../shared/adapters/channels/channel-adapter.ts';
import { SECOND } from '../../../shared/engine/calendar/instant.ts';

const again = (code: string, retryAfterMs?: number): Judged => ({
  result: 'transient',
  code,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** What the faults of any HTTP provider mean, whether it judges by code or by status. */
export const httpVerdicts: Readonly<Record<string, Judged>> = {
  'server-error': again('http-500'),
  'too-many-requests': again('http-429', 7 * SECOND),
  unavailable: again('http-503', 120 * SECOND),
  redirect: again('http-307'),
  silent: again('no-response'),
  closed: again('no-response'),
};

/** What a robot's answer means that holds no code to be read. */
export const unreadableVerdicts: Readonly<Record<string, Judged>> = {
  'not-json': again('unreadable-answer'),
  malformed: again('unreadable-answer'),
  truncated: again('unreadable-answer'),
  huge: again('unreadable-answer'),
};
