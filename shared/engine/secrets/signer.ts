import type { StationId } from '../scope.ts';
import type { DocumentKind, PublicKey } from './signed-document.ts';

/** Signs the documents that residents keep and show to others. */
export interface Signer {
  /** A compact JWS under the station's key. The same claims give the same bytes, so documents need not be stored. */
  sign(station: StationId, kind: DocumentKind, claims: object): Promise<string>;
  publicKey(station: StationId): Promise<PublicKey>;
}
