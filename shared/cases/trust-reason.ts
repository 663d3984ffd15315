/**
 * Why a report is less trusted: one reason, the most telling. A report of low trust has the same clocks and deadlines as
 * any other; only its messages to staff are batched where there are many of a kind.
 */
export const trustReasons = [
  /** Something stands in a field that people do not see. */
  'honeypot-filled',
  /** No work was done for it: a script, or an honest telephone without one. */
  'no-proof',
  'wrong-proof',
  'expired-proof',
  /** The work was done for another place. */
  'foreign-proof',
  /** The work has paid for another report already. */
  'replayed-proof',
  'address-budget',
  'place-budget',
  'whole-budget',
] as const;
export type TrustReason = (typeof trustReasons)[number];
