import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Person } from '../../engine/outbox/person.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import { type PersonId, type Scope, staffActor } from '../../engine/scope.ts';
import type { PolicyBook } from '../../policies/policy.ts';
import { personRow } from '../../stations/keys.ts';
import type { SettingsRefusal } from '../../stations/settings-refusal.ts';
import { contentOf } from '../enter.ts';
import { type Change, record } from '../record.ts';
import type { RegisterRefusal } from '../register.ts';
import { registerKey } from '../register-key.ts';
import type { RegisterWorld } from '../register-world.ts';
import { inOrder, ROSTER_MAX, type RosterChange } from './person-entry.ts';
import { type RosterWarning, rosterWarnings } from './roster-warnings.ts';

export type RosterRefusal = RegisterRefusal | SettingsRefusal | { readonly code: 'unknown-person' };

export interface RosterWorld extends RegisterWorld {
  readonly policies: Pick<PolicyBook, 'current'>;
}

export interface RosterChanged {
  /** The entry as it is then. */
  readonly person: Person;
  /** The roster as it is then. */
  readonly people: readonly Person[];
  readonly warnings: readonly RosterWarning[];
  /** Whether anything was written; never in a preview. */
  readonly recorded: boolean;
  readonly refusal?: never;
}

export interface RosterRequest {
  readonly change: RosterChange;
  /** Only says what it would bring about, and writes nothing. */
  readonly isPreview: boolean;
  /** The version of the register that the change was made from; it is refused if that has moved on. */
  readonly expectedVersion?: number;
}

/** Changes one entry of the roster by a commit of the register, and says what that brings about. */
export async function changeRoster(
  world: RosterWorld,
  scope: Scope,
  { change, isPreview, expectedVersion }: RosterRequest,
  now: Instant,
): Promise<RosterChanged | Refused<RosterRefusal>> {
  const { station } = scope;
  const policy = await world.policies.current(station);
  let made: Made | undefined;
  const plan = async (): Promise<readonly Change[] | Refused<RosterRefusal>> => {
    const [roster, register] = await Promise.all([
      world.store.roster(station),
      expectedVersion === undefined ? undefined : world.store.load(registerKey(station)),
    ]);
    if (register !== undefined && register.version !== expectedVersion) {
      return refused({ code: 'settings-moved', version: String(register.version) });
    }
    const entries = [...roster.people, ...roster.struck];
    const planned = changed(entries, change, scope, now);
    if ('refusal' in planned) return planned;
    made = { before: roster.people, after: withEntry(roster.people, planned), person: planned };
    const key = personRow(station, planned.person);
    const isStruck = change.kind === 'strike';
    return [
      {
        fact: isStruck ? 'person-struck' : 'person-entered',
        changed: isStruck ? 'person-struck' : 'person-changed',
        rows: [{ key, content: contentOf(planned), isSalted: true }],
        // What is not changed is taken over from the row.
        from: [key],
      },
    ];
  };
  const outcome = isPreview
    ? await plan()
    : await record(world, station, { by: staffActor(scope), now }, plan);
  if ('refusal' in outcome && outcome.refusal !== undefined) return { refusal: outcome.refusal };
  if (made === undefined) throw new Error('a change of the roster was not planned');
  const { before, after, person } = made;
  return {
    person,
    people: after,
    warnings: rosterWarnings({ before, after, changed: person.person }, policy, now),
    recorded: 'recorded' in outcome && outcome.recorded,
  };
}

interface Made {
  readonly before: readonly Person[];
  readonly after: readonly Person[];
  readonly person: Person;
}

/** Who was struck is no member of the roster any more. */
const withEntry = (people: readonly Person[], entry: Person): readonly Person[] => [
  ...people.filter(({ person }) => person !== entry.person),
  ...(entry.struck === undefined ? [entry] : []),
];

type Entries = readonly Person[];

function changed(
  entries: Entries,
  change: RosterChange,
  scope: Scope,
  now: Instant,
): Person | Refused<RosterRefusal> {
  const id = change.kind === 'enter' ? change.entry.person : change.person;
  const before = entries.find(({ person }) => person === id);
  const isOwn = id === scope.person;
  switch (change.kind) {
    case 'enter': {
      const { entry } = change;
      if (before === undefined && entries.length >= ROSTER_MAX) {
        return refused({ code: 'roster-full', peopleMax: ROSTER_MAX });
      }
      if (isOwn && entry.role !== scope.role) return refused({ code: 'own-entry' });
      if (!isDeputy(entries, id, entry.deputy)) return refused({ code: 'unknown-deputy' });
      const absences = before?.struck === undefined ? before?.absences : undefined;
      return { ...entry, station: scope.station, ...defined({ absences }) };
    }
    case 'absences': {
      if (before === undefined || before.struck !== undefined) return refused({ code: 'unknown-person' });
      if (!change.absences.every(({ deputy }) => isDeputy(entries, id, deputy))) {
        return refused({ code: 'unknown-deputy' });
      }
      const { absences: _, ...entry } = before;
      return change.absences.length === 0 ? entry : { ...entry, absences: inOrder(change.absences) };
    }
    case 'strike': {
      if (before === undefined || before.struck !== undefined) return refused({ code: 'unknown-person' });
      if (isOwn) return refused({ code: 'own-entry' });
      // Messages reach them no more, so nothing is kept of where they would go.
      const { platforms: _ids, absences: _days, deputy: _deputy, ...entry } = before;
      return { ...entry, onLeave: false, struck: { at: now, by: scope.person } };
    }
  }
}

function isDeputy(entries: Entries, person: PersonId, deputy: PersonId | undefined): boolean {
  if (deputy === undefined) return true;
  const found = entries.find((one) => one.person === deputy);
  return deputy !== person && found !== undefined && found.struck === undefined && found.role !== 'auditor';
}
