import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { ApiClient } from './api-client.ts';

/** The answer comes after every minute was handled, which may take long on a busy machine. */
const ADVANCE_TIMEOUT_MS = 15 * MINUTE;
/** The jump is made at once, but its answer waits until all handlers settled, which may never happen while the store fails. */
const JUMP_TIMEOUT_MS = MINUTE;

/** Advances the clock minute by minute, handling what is due. Never retried, since a retry would advance it twice. */
export async function advance(apiClient: ApiClient, advanceMinutes: number): Promise<void> {
  const body = { advanceMinutes };
  const response = await apiClient.once({
    method: 'POST',
    path: '/local/clock',
    body,
    timeoutMs: ADVANCE_TIMEOUT_MS,
  });
  if (response?.status !== 200) throw new Error(`the clock did not move: ${response?.status}`);
}

/** Moves the clock while faults are active; a missing answer is ignored. */
export async function jump(apiClient: ApiClient, jumpMinutes: number): Promise<void> {
  const body = { jumpMinutes };
  await apiClient.once({ method: 'POST', path: '/local/clock', body, timeoutMs: JUMP_TIMEOUT_MS });
}
