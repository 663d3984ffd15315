import type { Instant } from '../calendar/instant.ts';

export interface TicketClaims {
  /** Posters of a place, or of every place of its station; `jti` names the ticket, so that it opens once. */
  readonly posters: { readonly place: string; readonly all: boolean; readonly jti: string };
  /** A page of ours. It travels through the photo store, which must not learn the secret of the case. */
  readonly return: { readonly path: string };
}

/** Links that say themselves what they open, for a short time; none of one kind opens as another. */
export interface Tickets {
  issue<Kind extends keyof TicketClaims>(
    kind: Kind,
    claims: TicketClaims[Kind],
    until: Instant,
  ): Promise<string>;
  /** `undefined` for one that is not ours. */
  open<Kind extends keyof TicketClaims>(
    kind: Kind,
    ticket: string,
    now: Instant,
  ): Promise<TicketClaims[Kind] | 'expired' | undefined>;
}
