import type { Notice } from '../engine/outbox/notice.ts';

/** Messages to the chief about endpoints. */
export const webhookMessageKinds = ['webhook-gone', 'webhook-given-up'] as const;
export type WebhookMessageKind = (typeof webhookMessageKinds)[number];

/** A message about endpoints, which names them. */
export interface WebhookNotice extends Notice {
  readonly kind: WebhookMessageKind;
  readonly endpoints: readonly string[];
}
