import type { StationId } from '../scope.ts';

/** The documents signed for residents, each with its own `typ` header, so that one kind is not accepted as another. */
export const documentTypes = {
  receipt: 'huiying-receipt-v1+jwt',
  progress: 'huiying-progress-v1+jwt',
} as const;

export type DocumentKind = keyof typeof documentTypes;

/** A published public key (RFC 7517), with the one station whose signed documents it verifies. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
  readonly station: StationId;
}
