import canonicalize from 'canonicalize';
import type { ObjectAddress, TextAddress } from '../../engine/secrets/sealed.ts';

/** As canonical JSON (RFC 8785): each address gives a different text, and it contains no control character. */
export const textContext = ({ key, version, index, kind, by, at }: TextAddress): string =>
  canonicalize(['text', key.station, key.kind, key.id, version, index, kind, by, at]) ?? '';

/** No part can contain the bar, so each address gives a different text, and none that of a text. */
export const objectContext = ({ key, object }: ObjectAddress): string =>
  ['object', key.station, key.kind, key.id, object].join('|');
