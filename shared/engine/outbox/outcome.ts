/** What became of a delivery at one offer, as codes, since it is logged; it must not hold personal data. */
export type Outcome =
  | { readonly outcome: 'sent'; readonly kind: string }
  /** Told by a later message to the same resident. */
  | { readonly outcome: 'folded'; readonly kind: string }
  | { readonly outcome: 'suppressed'; readonly kind: string; readonly why: string }
  | ({ readonly outcome: 'retry-later'; readonly kind: string; readonly why: WhyLater } & LastTry)
  | ({ readonly outcome: 'dead'; readonly kind: string; readonly why: WhyDead } & LastTry)
  /** Not due, ended, or with another sender: as its own attempt, or to follow an earlier message to the resident. */
  | { readonly outcome: 'stale' };

/** The channel that was tried last, and what it answered. */
export interface LastTry {
  readonly channel?: string;
  readonly code?: string;
}

type WhyLater = 'channel-failed' | 'quiet-hours' | 'throttled';
export type WhyDead =
  | 'unstaffed'
  | 'channel-refused'
  | 'attempts-exhausted'
  | 'no-channel'
  | 'aggregate-missing'
  /** The provider took it and reported later that it did not reach the telephone. */
  | 'undelivered';
