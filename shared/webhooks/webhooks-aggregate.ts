import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import type { Aggregate } from '../engine/aggregate.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { envelopeOf } from '../engine/outbox/notice.ts';
import type { SeenLink } from '../engine/proof/seen.ts';
import type { Row } from '../engine/storage/row.ts';
import { nameOfRow, shortName } from '../engine/storage/row-hash.ts';
import { count, instant, json, readRow, unreadable } from '../engine/storage/row-parts.ts';
import { webhookNoticeText } from '../locales/webhook-notice-text.ts';
import { decideWebhooks } from './decide-webhooks.ts';
import { type WebhookMessageKind, type WebhookNotice, webhookMessageKinds } from './webhook-notice.ts';
import { endpointOfRow } from './webhook-rows.ts';
import { type Endpoint, endpointStates, type WebhooksTypes } from './webhooks.ts';
import { webhooksKey } from './webhooks-key.ts';

const shape = onFirstUse(() => {
  const former = z.exactOptional(z.object({ id: z.string(), until: instant }));
  const test = z.object({ version: count, at: instant, result: z.exactOptional(z.string()) });
  const endpoint = z.object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    state: z.enum(endpointStates),
    since: instant,
    secret: z.object({ id: z.string(), former }),
    test: z.exactOptional(test),
    told: z.exactOptional(z.object({ kind: z.enum(webhookMessageKinds), version: count, at: instant })),
  });
  return z.object({ endpoints: z.pipe(json, z.array(endpoint)) });
});

/** Where other systems take the events of a station. */
export const webhooksAggregate: Aggregate<WebhooksTypes> = {
  kind: 'webhooks',
  idLetter: 'w',
  terminalStatuses: ['kept'],
  tick: { move: 'tick' },
  keyOf: ({ station }) => webhooksKey(station),
  decide: decideWebhooks,

  nextDeadline() {
    throw new Error('endpoints have no deadline');
  },

  codec: {
    attributes: ['endpoints'],
    // In one order of names, so that what was read is written, and hashed, as it was.
    encode: ({ endpoints }) => ({ endpoints: canonicalize(endpoints) }),
    decode({ status, ...columns }, row) {
      if (status !== 'kept') throw unreadable(row, 'status');
      return { ...columns, status, ...readRow(shape, row) };
    },
  },

  messages: {
    kinds: webhookMessageKinds,
    // No part of the morning brief says it.
    calmKinds: webhookMessageKinds,
    languageOf: (_message, _webhooks, { staffLanguage }) => staffLanguage,
    // Its endpoint was removed, started again, or the chief is told of it again.
    whyStale: ({ kind }, decidedAt, { endpoints }) =>
      endpoints.some((one) => one.told?.at === decidedAt && isToldOf(one, kind))
        ? undefined
        : 'endpoint-changed',
    async noticesOf(delivery, { endpoints }, { people, now }) {
      const kind = delivery.message.kind as WebhookMessageKind;
      const { version } = delivery.subject;
      const named = endpoints.filter((one) => one.told?.version === version && isToldOf(one, kind));
      const notice: WebhookNotice = {
        ...envelopeOf(delivery, people, now),
        kind,
        about: 'webhooks',
        endpoints: named.map(({ name }) => name),
      };
      return [notice];
    },
    textOf: (notice) => webhookNoticeText(notice as WebhookNotice),
    // The list of endpoints says the same, and nobody is above the chief here.
    failed: () => ({ move: 'tick' }),
  },

  proof: {
    attributes: [],
    linkIn: rowOfEvent,
    replacedBy: () => undefined,
  },
};

/** Whether the last message about an endpoint is of this kind, and still true. */
const isToldOf = ({ state, told }: Endpoint, kind: string): boolean =>
  told?.kind === kind && (kind !== 'webhook-gone' || state === 'gone');

/** The row of an event belongs to the endpoints of its station, and may stand in a queue. */
function rowOfEvent(row: Row): SeenLink | undefined {
  const found = endpointOfRow(row);
  if (found === undefined) return undefined;
  const { station } = found;
  const name = shortName(nameOfRow({ pk: String(row.pk), sk: String(row.sk) }));
  return { row: 'search', name, station, to: webhooksKey(station) };
}
