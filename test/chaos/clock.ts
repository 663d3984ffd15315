import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Voice } from './words.ts';

/** Every minute of it is handled before it answers, on a machine that may have other things to do. */
const PATIENCE_MS = 15 * MINUTE;
/** It waits until all is quiet, which may be never while the store fails; the jump itself is made at once. */
const JUMP_PATIENCE_MS = MINUTE;

/** Lets so many minutes pass, each with all that is due in it. Asked once: twice would be twice as many. */
export async function advance(voice: Voice, advanceMinutes: number): Promise<void> {
  const body = { advanceMinutes };
  const heard = await voice.once({ method: 'POST', path: '/local/clock', body, patienceMs: PATIENCE_MS });
  if (heard?.status !== 200) throw new Error(`the clock did not move: ${heard?.status}`);
}

/** Moves the clock while everything may fail under it: an answer is hoped for and not needed. */
export async function jump(voice: Voice, jumpMinutes: number): Promise<void> {
  const body = { jumpMinutes };
  await voice.once({ method: 'POST', path: '/local/clock', body, patienceMs: JUMP_PATIENCE_MS });
}
