import * as z from 'zod/mini';
import type { Outlet } from '../../engine/outbox/channel.ts';

const outlets = z.array(
  z.object({
    name: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/)),
    audience: z.array(z.enum(['staff', 'resident'])).check(z.minLength(1)),
  }),
);

/**
 * Who is reached by which channel, out of the setting CHANNELS. Where a channel leads is a secret of the one function
 * that sends, so nothing of it is in this setting.
 */
export const outletsFrom = (json: string): readonly Outlet[] => outlets.parse(JSON.parse(json));
