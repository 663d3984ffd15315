import * as z from 'zod/mini';
import { chosenStates, endpointStates } from '../../../webhooks/webhooks.ts';
import { instant } from '../answers.ts';
import { count, optional } from './parts.ts';

const shownEndpoint = {
  name: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  /** `gone`: its receiver answered 410. */
  state: z.enum(endpointStates),
  since: instant,
  /** Until then the secret before the newest signs as well. */
  formerSecretUntil: optional(instant),
  /** The newest test; without a result it was not made yet. */
  test: optional(z.strictObject({ at: instant, result: optional(z.string()) })),
};

/** Where events go in another system. */
export const endpoint = z.strictObject(shownEndpoint).check(z.meta({ id: 'Endpoint' }));

/** The secret is shown here and nowhere else. */
export const endpointWithSecret = z.strictObject({ ...shownEndpoint, secret: z.string() });

export const endpointState = z.strictObject({ state: z.enum(chosenStates) });

const notDelivered = z.strictObject({
  id: z.string(),
  type: z.string(),
  /** When it happened. */
  at: instant,
  /** When it was first tried. */
  since: instant,
  attempts: count,
  reason: z.string(),
});

/** `sending`: the deployment sends events at all. `more`: an endpoint has older events that did not arrive. */
export const webhooks = z.strictObject({
  sending: z.boolean(),
  endpoints: z.array(
    z.strictObject({ ...shownEndpoint, notDelivered: z.array(notDelivered), more: z.boolean() }),
  ),
});
