import type { StationId } from '../scope.ts';
import type { Recipient } from './recipient.ts';
import type { ObjectAddress, Sealed, TextAddress } from './sealed.ts';

/** Seals what people write. It holds public keys alone, so it cannot open what it or another has sealed. */
export interface Sealer {
  /**
   * The commitment is a salted hash. The salt is sealed with the text, so that erasing the text also erases the salt.
   * @throws RangeError without a recipient: nobody could ever open the text
   */
  seal(
    text: string,
    address: TextAddress,
    to: readonly Recipient[],
  ): Promise<{ readonly sealed: Sealed; readonly commitment: string }>;
  /** Seals bytes, such as a photo, into one sequence of bytes that also holds the wrapped keys. */
  sealBytes(bytes: Uint8Array, address: ObjectAddress, to: readonly Recipient[]): Promise<Uint8Array>;
  /**
   * The public keys of a station, in the order of the names. The process remembers them. Throws `Unavailable` for a
   * station that was not entered.
   */
  stationRecipients(
    station: StationId,
    names: readonly ('station' | 'contacts')[],
  ): Promise<readonly Recipient[]>;
}
