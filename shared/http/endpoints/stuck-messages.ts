import * as z from 'zod/mini';
import { sendAllAgain, sendOneAgain, stuckMessages, stuckStates } from '../../engine/outbox/stuck.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { deliveryId, messageKind } from '../shapes/ids.ts';
import { stuckView } from '../views/stuck-view.ts';

/** The messages of the station that reached nobody, or have not yet after several attempts. */
export const listStuck = staffEndpoint({
  takes: () => ({ query: z.strictObject({ state: z.exactOptional(z.enum(stuckStates)) }) }),
  asks: ({ world, scope, now }, { query }) => stuckMessages(world, scope.station, now, query.state),
  answers: (found) => json(200, stuckView(found)),
});

/** Sends one of them again. */
export const sendAgain = staffEndpoint({
  takes: () => ({ path: z.object({ id: deliveryId() }) }),
  asks: ({ world, scope, now }, { path }) => sendOneAgain(world, scope.station, path.id, now),
  answers: (sent) => json(200, sent),
});

/** Sends all of a kind again. */
export const sendKindAgain = staffEndpoint({
  takes: () => ({ body: z.strictObject({ kind: messageKind() }) }),
  asks: ({ world, scope, now }, { body }) => sendAllAgain(world, scope.station, body.kind, now),
  answers: (sent) => json(200, sent),
});
