import type { Doubt } from '../../domain/doubt.ts';

/** How far staff may trust that a report is meant, and why not; residents are never shown it. */
export const trustView = (
  doubt: Doubt | undefined,
): { readonly trust: 'ordinary' | 'low'; readonly doubt?: Doubt } =>
  doubt === undefined ? { trust: 'ordinary' } : { trust: 'low', doubt };
