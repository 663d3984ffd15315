/** The store did not answer, or answered that it is too busy; nothing half-written is left behind. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A row is there but is not what it should be; it is parked, its co-reporters are served. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
