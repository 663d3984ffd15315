/** The store did not answer, or is too busy. No transaction is left half-written. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
}

/** A stored row does not parse. The row is parked, so that the rows after it are served. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
