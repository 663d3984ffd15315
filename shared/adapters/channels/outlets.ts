import * as z from 'zod/mini';
import type { Outlet } from '../../engine/outbox/channel.ts';

const outlets = z.array(
  z.object({
    name: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/)),
    audience: z.array(z.enum(['staff', 'resident'])).check(z.minLength(1)),
  }),
);

/**
 * The channels and their audiences, read from the setting CHANNELS. The setting holds no addresses: those are secrets
 * of the one function that sends.
 */
export const outletsFrom = (json: string): readonly Outlet[] => outlets.parse(JSON.parse(json));
