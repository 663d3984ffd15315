import { SECOND } from '../../../engine/calendar/instant.ts';
import type { AddressRefusal, EndpointConnections } from '../../../webhooks/webhook-world.ts';
import { inTime } from './in-time.ts';
import { type OutsideRefusal, outsideAddresses, type Resolve, resolveAll } from './outside-address.ts';
import { isHere, type WebhooksTo } from './post-event.ts';

const RESOLVED_WITHIN_MS = 3 * SECOND;

/** Judges an address that a chief enters, by the rule that is used again for each event that is sent to it. */
export const judgeAddress =
  (to: WebhooksTo, timeoutFactor = 1, resolve: Resolve = resolveAll): EndpointConnections['judge'] =>
  async (text) => {
    if (!URL.canParse(text)) return 'address-unknown';
    const url = new URL(text);
    if (to === 'loopback' && isHere(url)) return undefined;
    const judged = await inTime(outsideAddresses(url, resolve), RESOLVED_WITHIN_MS * timeoutFactor);
    if (judged === undefined) return 'address-unknown';
    return 'refused' in judged ? refusalFor[judged.refused] : undefined;
  };

const refusalFor: Readonly<Record<OutsideRefusal, AddressRefusal>> = {
  'address-not-https': 'address-not-https',
  // Its sentence asks for neither user name nor password.
  'address-with-credentials': 'address-not-https',
  'address-inside': 'address-inside',
  'address-unknown': 'address-unknown',
};
