import type { AggregateKey } from '../engine/aggregate-key.ts';
import { hashedId } from '../engine/hashed-id.ts';
import type { StationId } from '../engine/scope.ts';
import type { Webhooks, WebhooksFact } from './webhooks.ts';

/** The id of a station's endpoints: a hash of the station's id, so that it is not looked up. */
const webhooksId = (station: StationId): string => hashedId('w', `webhooks ${station}`);

export const webhooksKey = (station: StationId): AggregateKey<Webhooks, WebhooksFact> => ({
  kind: 'webhooks',
  station,
  id: webhooksId(station),
});
