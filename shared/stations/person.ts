import type { PersonId, Role, StationId } from '../engine/scope.ts';

/** A member of staff as the roster knows them; the display name never leaves the staff's own pages. */
export interface Person {
  readonly person: PersonId;
  readonly station: StationId;
  readonly role: Role | 'district';
  readonly displayName: string;
  readonly onLeave: boolean;
  readonly deputy?: PersonId;
}

/** Who works at a station, as far as it can be read. */
export interface Roster {
  readonly people: readonly Person[];
  /** Entries that do not read; whoever they stand for is told nothing. */
  readonly unreadable: number;
}
