import type { Instant } from '../../engine/calendar/instant.ts';
import { isCaseId, keyOf } from '../case-key.ts';
import { handleMove, type MoveWorld } from '../moves/handle-move.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';

type StopWorld = MoveWorld & Pick<World, 'tickets' | 'system'>;

export interface Stopped {
  readonly stopped: true;
  readonly refusal?: never;
}

/**
 * Stops the messages about a case, for the holder of the link in one of them. A program that mail services run may do so
 * too (RFC 8058), and as often as it likes. The tracking page stays as it is, and can start them again.
 */
export async function stopNotices(
  world: StopWorld,
  ticket: string,
  now: Instant,
): Promise<Stopped | Refused> {
  const opened = await world.tickets.open('stop', ticket, now);
  if (typeof opened !== 'object' || !isCaseId(opened.caseId)) return refused({ code: 'not-found' });
  const key = keyOf({ station: opened.station, caseId: opened.caseId });
  const found = await world.store.load(key);
  if (found === undefined) return refused({ code: 'not-found' });
  if (found.noticesBy === 'none') return { stopped: true };
  const command = { move: 'choose-notices', by: 'none', language: found.language } as const;
  const request = { command, commandId: world.system.newToken(), from: 'resident' } as const;
  const { refusal } = await handleMove(
    world,
    key,
    request,
    async () => ({ command, by: { kind: 'resident' } }),
    now,
  );
  return refusal === undefined ? { stopped: true } : { refusal };
}
