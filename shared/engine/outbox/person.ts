import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { PersonId, Role, StationId } from '../scope.ts';
import type { Platform } from './platforms.ts';

/** Days on which a person does not work, the first and the last included. */
export interface Absence {
  readonly from: LocalDay;
  readonly to: LocalDay;
  /** Who gets the person's messages meanwhile; the deputy of the entry when absent. */
  readonly deputy?: PersonId;
}

/** An entry of the roster; the display name is shown on staff pages only. */
export interface Person {
  readonly person: PersonId;
  readonly station: StationId;
  readonly role: Role | 'district';
  readonly displayName: string;
  /** Away until somebody says otherwise. */
  readonly onLeave: boolean;
  readonly deputy?: PersonId;
  /** Days away that are known before, sorted by their first day. */
  readonly absences?: readonly Absence[];
  /** Who was struck belongs to the station no more: gets no message, is given no case, and is let in nowhere. */
  readonly struck?: { readonly at: Instant; readonly by: PersonId };
  /** Their ids where messages are sent, so that a robot can mention them and a message can reach them. */
  readonly platforms?: Readonly<Partial<Record<Platform, string>>>;
}

/** The staff of a station. */
export interface Roster {
  readonly people: readonly Person[];
  /** Who belonged to the station before, since the histories of cases name them. */
  readonly struck: readonly Person[];
  /** How many entries do not parse; the people in them get no messages. */
  readonly unreadable: number;
}
