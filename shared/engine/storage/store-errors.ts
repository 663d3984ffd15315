/** The store did not answer, or is too busy. No transaction is left half-written. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
}

/**
 * Other transactions held a row in every attempt, and nothing was written. The one that waits for that row has lost a race; the
 * store itself answers, so other rows are worth a try.
 */
export class Contended extends Unavailable {
  override readonly name = 'Contended';
}

/** A stored row does not parse. The row is parked, so that the rows after it are served. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
