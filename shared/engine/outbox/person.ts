import type { PersonId, Role, StationId } from '../scope.ts';

/** An entry of the roster; the display name is shown on staff pages only. */
export interface Person {
  readonly person: PersonId;
  readonly station: StationId;
  readonly role: Role | 'district';
  readonly displayName: string;
  readonly onLeave: boolean;
  readonly deputy?: PersonId;
}

/** The staff of a station. */
export interface Roster {
  readonly people: readonly Person[];
  /** How many entries do not parse; the people in them get no messages. */
  readonly unreadable: number;
}
