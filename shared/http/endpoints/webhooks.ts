import * as z from 'zod/mini';
import type { Instant } from '../../engine/calendar/instant.ts';
import {
  askTest,
  enterEndpoint,
  replaceSecret,
  setEndpointState,
  type WithSecret,
} from '../../webhooks/change-endpoints.ts';
import { endpointsOfStation, sendEventsAgain } from '../../webhooks/endpoints-of-station.ts';
import { EVERY_TYPE, eventTypes } from '../../webhooks/event-types.ts';
import { ADDRESS_MAX, chosenStates, ENDPOINT_NAME } from '../../webhooks/webhooks.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { commandId } from '../shapes/ids.ts';
import { endpointView, webhooksView } from '../views/webhooks-view.ts';

const name = () => z.string().check(z.regex(ENDPOINT_NAME));
const path = () => z.object({ name: name() });
const repeatable = () => ({ commandId: z.exactOptional(commandId()) });

/** Shows where events go, and which did not arrive. */
export const listWebhooks = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope, ...call }) => ({
    listed: await endpointsOfStation(world, scope.station),
    isOn: call.webhooks !== undefined,
  }),
  answers: ({ listed, isOn }, { now }) => json(200, webhooksView(listed, isOn, now)),
});

/** Enters an endpoint. */
export const enterWebhook = staffEndpoint({
  takes: () => ({
    body: z.strictObject({
      name: name(),
      url: z.string().check(z.minLength(1), z.maxLength(ADDRESS_MAX)),
      types: z
        .array(z.enum([EVERY_TYPE, ...eventTypes]))
        .check(z.minLength(1), z.maxLength(eventTypes.length + 1)),
      ...repeatable(),
    }),
  }),
  asks: ({ world, webhooks, scope, now }, { body: { commandId, ...endpoint } }) =>
    enterEndpoint(world, webhooks, endpoint, { scope, now, commandId }),
  answers: (entered, { now }) => json(201, withSecret(entered, now)),
});

/** Stops an endpoint, starts it again, or removes it. */
export const setWebhookState = staffEndpoint({
  takes: () => ({ path: path(), body: z.strictObject({ state: z.enum(chosenStates), ...repeatable() }) }),
  asks: ({ world, scope, now }, { path: { name }, body: { state, commandId } }) =>
    setEndpointState(world, { name, state }, { scope, now, commandId }),
  answers: ({ state }) => json(200, { state }),
});

/** Sends an endpoint a test event; the list of endpoints shows what it answered. */
export const testWebhook = staffEndpoint({
  takes: () => ({ path: path(), body: z.strictObject(repeatable()) }),
  asks: ({ world, webhooks, scope, now }, { path: { name }, body: { commandId } }) =>
    askTest(world, webhooks, name, { scope, now, commandId }),
  answers: ({ endpoint }, { now }) => json(202, endpointView(endpoint, now)),
});

/** Gives an endpoint a new secret. */
export const replaceWebhookSecret = staffEndpoint({
  takes: () => ({ path: path(), body: z.strictObject(repeatable()) }),
  asks: ({ world, webhooks, scope, now }, { path: { name }, body: { commandId } }) =>
    replaceSecret(world, webhooks, name, { scope, now, commandId }),
  answers: (replaced, { now }) => json(200, withSecret(replaced, now)),
});

/** Sends the events again that did not reach an endpoint. */
export const sendWebhookEventsAgain = staffEndpoint({
  takes: () => ({ path: path(), body: z.strictObject(repeatable()) }),
  asks: ({ world, scope, now }, { path: { name }, body: { commandId } }) =>
    sendEventsAgain(world, { station: scope.station, name, commandId }, now),
  answers: ({ again, more }) => json(200, { again, more }),
});

const withSecret = ({ endpoint, secret }: WithSecret, now: Instant) => ({
  ...endpointView(endpoint, now),
  secret,
});
