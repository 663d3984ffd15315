import type { Instant } from '../calendar/instant.ts';

export interface TicketClaims {
  /** Posters of a place, or of every place of its station; `jti` identifies the ticket, so that it can be used once. */
  readonly posters: { readonly place: string; readonly all: boolean; readonly jti: string };
  /** The page to return to after an upload. The photo store redirects there, and must not learn the case's secret. */
  readonly return: { readonly path: string };
}

/** Short-lived tickets that carry their own claims; a ticket of one kind is not accepted as another. */
export interface Tickets {
  issue<Kind extends keyof TicketClaims>(
    kind: Kind,
    claims: TicketClaims[Kind],
    until: Instant,
  ): Promise<string>;
  /** `undefined` for a ticket that was not issued here. */
  open<Kind extends keyof TicketClaims>(
    kind: Kind,
    ticket: string,
    now: Instant,
  ): Promise<TicketClaims[Kind] | 'expired' | undefined>;
}
