/** The holder of the link of a case, by the id of that case. */
export type ReaderName = `reader:${string}`;

/**
 * Who can open a text: the staff of its station, the function that sends messages to residents, or the holder of the
 * link of a case. A later pair of keys of the same recipient gets another name (`station:2`), so that both can be told
 * apart in a stored text.
 */
export type RecipientName = 'station' | 'contacts' | ReaderName;

/** A recipient and the public key that a text's own key is wrapped to. It lets its holder seal, and open nothing. */
export interface Recipient {
  readonly name: RecipientName;
  /** Base64url: the 32 bytes of an X25519 key, or the 33 of a compressed point of P-256. */
  readonly publicKey: string;
}

export const readerName = (caseId: string): ReaderName => `reader:${caseId}`;
