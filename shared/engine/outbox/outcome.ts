/** What became of a delivery at one offer, as codes, since it is logged; it must not hold personal data. */
export type Outcome =
  | { readonly outcome: 'sent'; readonly kind: string }
  /** Told by a later message to the same resident. */
  | { readonly outcome: 'folded'; readonly kind: string }
  | { readonly outcome: 'suppressed'; readonly kind: string; readonly why: string }
  | { readonly outcome: 'retry-later'; readonly kind: string; readonly why: WhyLater }
  | { readonly outcome: 'dead'; readonly kind: string; readonly why: WhyDead }
  /** Not due, ended, or with another sender: as its own attempt, or to follow an earlier message to the resident. */
  | { readonly outcome: 'stale' };

type WhyLater = 'channel-failed' | 'quiet-hours';
export type WhyDead =
  | 'unstaffed'
  | 'channel-refused'
  | 'attempts-exhausted'
  | 'no-channel'
  | 'aggregate-missing';
