import type * as z from 'zod/mini';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { ChannelMessage, Judged } from '../../engine/outbox/channel.ts';

export type { ChannelMessage, Judged } from '../../engine/outbox/channel.ts';

/** What a channel takes at most. */
export interface ChannelLimits {
  /** The longest text, in the channel's own units. */
  readonly length: { readonly max: number; readonly unit: 'bytes' | 'characters' | 'sms-parts' };
  /** How many messages a minute one target takes. */
  readonly perMinute?: number;
}

export interface SendOptions {
  readonly now: Instant;
  readonly timeoutMs: number;
}

/** One kind of channel: its settings, its limits, and how it sends and judges. An adapter keeps nothing between messages. */
export interface ChannelAdapter<Settings = never> {
  readonly limits: ChannelLimits;
  /**
   * The shape of a channel's settings: those that the station published, with its address and secrets, which only a
   * sending function reads. Built when first used.
   */
  readonly settings: () => z.ZodMiniType<Settings>;
  /** Never throws for what a receiver does: whatever it answers, or that it does not, is judged. */
  send(message: ChannelMessage, settings: Settings, options: SendOptions): Promise<Judged>;
}
