/**
 * Why a report has low trust; where several reasons apply, the strongest. Low trust changes no clock and no deadline:
 * only messages to staff about such reports may be batched.
 */
export const trustReasons = [
  /** The hidden form field was filled in, as scripts do. */
  'honeypot-filled',
  /** A page of another site submitted the form. */
  'cross-site-form',
  /** No proof of work was sent: by a script, or by a browser that runs no JavaScript. */
  'no-proof',
  'wrong-proof',
  'expired-proof',
  /** The proof of work was made for another place. */
  'foreign-proof',
  /** The proof of work was used by another report before. */
  'replayed-proof',
  'address-budget',
  'place-budget',
  /** More reports came in from all places of the station together than its policy expects in an hour. */
  'whole-budget',
] as const;
export type TrustReason = (typeof trustReasons)[number];
