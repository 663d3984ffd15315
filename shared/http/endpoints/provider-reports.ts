import * as z from 'zod/mini';
import { recordReceipts } from '../../engine/outbox/receipts/record-receipts.ts';
import { reportingChannel } from '../../policies/reporting-channel.ts';
import { json } from '../answer.ts';
import type { ProviderCall } from '../call.ts';
import { type Endpoint, providerEndpoint } from '../endpoint.ts';
import { problemAnswer } from '../problem-details.ts';
import type { RouteIdOf } from '../routes.ts';
import { channelName, reportSecret, stationId } from '../shapes/ids.ts';

/** One call brings many reports; more than so many are none of a provider. */
const REPORTS_MAX = 1_000;

/**
 * What the provider of a station's channel reports. An unknown station, channel or secret, and a channel whose provider does
 * not call, are answered alike. Some reports that cannot be kept yet make the provider repeat all: repeats are harmless.
 */
const takeReports = providerEndpoint({
  takes: () => ({
    path: z.object({ station: stationId(), channel: channelName(), secret: reportSecret() }),
    body: z.array(z.unknown()).check(z.maxLength(REPORTS_MAX)),
  }),
  async asks({ world, published, reportReader, now }, { path: { station, channel, secret }, body }) {
    const from = await reportingChannel(published, { station, channel, secret });
    const reader = from && (await reportReader(from.kind));
    if (reader === undefined) return { refusal: { code: 'not-found' } };
    const isDone = await recordReceipts(world, reader.receiptsIn(body), now, { station, channel });
    return { taken: isDone ? reader.taken : undefined };
  },
  answers: ({ taken }, call) =>
    taken === undefined ? problemAnswer({ code: 'unavailable' }, call) : json(200, taken),
});

/** The endpoints of all routes that providers call. */
export const providerEndpoints = {
  'POST /v1/receipts/{station}/{channel}/{secret}': takeReports,
} satisfies Record<RouteIdOf<'provider'>, Endpoint<ProviderCall>>;
