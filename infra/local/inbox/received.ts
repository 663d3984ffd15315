import * as z from 'zod/mini';
import { fromIso, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { responsibles } from '../../../shared/engine/responsible.ts';

const text = () => z.catch(z.string(), '');
const texts = () => z.catch(z.array(z.string()), []);
const maybe = () => z.catch(z.optional(z.string()), undefined);

const wireShape = z.object({
  id: z.string(),
  provider: z.string(),
  text: text(),
  length: z.number(),
  mentioned: texts(),
  everyone: z.catch(z.boolean(), false),
  to: maybe(),
  from: maybe(),
  stops: z.catch(z.optional(z.literal(true)), undefined),
});

/** Anything may be posted to the outbox, so a field of another type counts as absent. */
const shape = z.object({
  id: text(),
  receivedAt: z.string(),
  channel: z.catch(z.string(), 'outbox'),
  title: text(),
  text: text(),
  kind: maybe(),
  reference: maybe(),
  to: z.catch(z.optional(z.enum(responsibles)), undefined),
  people: texts(),
  wire: z.catch(z.optional(wireShape), undefined),
});

/** A message that a receiver has: the outbox itself, or the stand-in of a provider, as it was on the wire. */
export type Received = Omit<z.infer<typeof shape>, 'receivedAt'> & { readonly at: Instant };

/** Reads a message as the outbox lists it. */
export function receivedIn(record: object): Received {
  const { receivedAt, ...read } = shape.parse(record);
  return { ...read, ...defined({ wire: read.wire }), at: fromIso(receivedAt) ?? 0 };
}
