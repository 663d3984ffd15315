import type { StationId } from '../scope.ts';
import type { DocumentKind, PublicKey } from './signed-document.ts';

/** Signs what a resident may carry away and show to others. */
export interface Signer {
  /** A compact JWS under the station's key; the same claims give the same bytes, so none of them need be kept. */
  sign(station: StationId, kind: DocumentKind, claims: object): Promise<string>;
  publicKey(station: StationId): Promise<PublicKey>;
}
