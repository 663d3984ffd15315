import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { ListedEndpoint } from '../../webhooks/endpoints-of-station.ts';
import { typeOf } from '../../webhooks/event-types.ts';
import { eventId, type Waiting } from '../../webhooks/webhook-rows.ts';
import type { Endpoint } from '../../webhooks/webhooks.ts';
import type { ShownEndpoint, ShownWebhooks } from './shown-types.ts';

/** The endpoints of a station, with the events that did not reach each. */
export const webhooksView = (
  listed: readonly ListedEndpoint[],
  isOn: boolean,
  now: Instant,
): ShownWebhooks => ({
  sending: isOn,
  endpoints: listed.map(({ endpoint, givenUp, more }) => ({
    ...endpointView(endpoint, now),
    notDelivered: givenUp.map(eventView),
    more,
  })),
});

/** An endpoint without its secret. */
export function endpointView(
  { name, url, types, state, since, secret, test }: Endpoint,
  now: Instant,
): ShownEndpoint {
  const { former } = secret;
  return {
    name,
    url,
    types: [...types],
    state,
    since: toIso(since),
    ...(former !== undefined && now < former.until && { formerSecretUntil: toIso(former.until) }),
    ...(test !== undefined && { test: { at: toIso(test.at), ...defined({ result: test.result }) } }),
  };
}

const eventView = ({
  event,
  since,
  attempts,
  code,
}: Waiting): ShownWebhooks['endpoints'][number]['notDelivered'][number] => ({
  id: eventId(event),
  type: typeOf(event.kind, event.fact),
  at: event.at,
  since: toIso(since),
  attempts,
  reason: code,
});
