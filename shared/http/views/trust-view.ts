import type { TrustReason } from '../../cases/trust-reason.ts';

/** The trust of a report with its reason, for staff only; residents never see it. */
export const trustView = (
  trustReason: TrustReason | undefined,
): { readonly trust: 'ordinary' | 'low'; readonly trustReason?: TrustReason } =>
  trustReason === undefined ? { trust: 'ordinary' } : { trust: 'low', trustReason };
