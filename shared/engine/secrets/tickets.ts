import type { Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';

export interface TicketClaims {
  /** Posters of a place, or of every place of its station; `jti` identifies the ticket, so that it can be used once. */
  readonly posters: { readonly place: string; readonly all: boolean; readonly jti: string };
  /** The page to return to after an upload. The photo store redirects there, and must not learn the case's secret. */
  readonly return: { readonly path: string };
  /** Stops the messages to the resident of a case, and nothing else. It stands in each mail to them. */
  readonly stop: { readonly station: StationId; readonly caseId: string };
}

/** Tickets that carry their own claims; a ticket of one kind is not accepted as another. */
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
