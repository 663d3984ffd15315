import type { StationId } from '../scope.ts';

/** What a resident carries away, and the `typ` in its header: no kind of paper passes for another one. */
export const documentTypes = {
  receipt: 'huiying-receipt-v1+jwt',
  progress: 'huiying-progress-v1+jwt',
} as const;

export type DocumentKind = keyof typeof documentTypes;

/** A public key as it is published (RFC 7517), with the one station whose signed documents it vouches for. */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
  readonly station: StationId;
}
