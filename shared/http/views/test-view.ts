import { toIso } from '../../engine/calendar/instant.ts';
import type { TestSubject } from '../../engine/outbox/delivery.ts';
import type { Tested } from '../../engine/outbox/test-channel.ts';
import type { ShownChannelTest } from './shown-types.ts';

/** The test of a channel: its id, and what became of it. */
export const testView = ({ channel, at }: TestSubject, tested: Tested): ShownChannelTest => ({
  id: String(at),
  channel,
  at: toIso(at),
  result: tested.result,
  ...(tested.result === 'failed' && { reason: tested.code }),
});
