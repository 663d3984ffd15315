import type { TrustReason } from '../../cases/trust-reason.ts';

/** How far staff may trust that a report is meant, and why not; residents are never shown it. */
export const trustView = (
  trustReason: TrustReason | undefined,
): { readonly trust: 'ordinary' | 'low'; readonly trustReason?: TrustReason } =>
  trustReason === undefined ? { trust: 'ordinary' } : { trust: 'low', trustReason };
