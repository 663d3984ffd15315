import type { ShownPerson } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Tag } from '../../components/parts.tsx';
import { calendarDay } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import type { PersonAction } from './person-action.ts';

export function roleName(role: ShownPerson['role']): string {
  const { roles, responsibles } = words();
  return role === 'district' ? responsibles.district : roles[role];
}

interface PersonItemProps {
  readonly person: ShownPerson;
  readonly people: readonly ShownPerson[];
  /** Absent for who may only read. */
  readonly begin: ((next: PersonAction) => void) | undefined;
}

/** A person of the station: there or away, who gets their messages, and the days away that are entered. */
export function PersonItem({ person, people, begin }: PersonItemProps) {
  const { roster } = words();
  const { away, onLeave, deputy, displayName, role } = person;
  const isSelf = station().me.person === person.person;
  return (
    <li class="panel">
      <h2>
        {displayName} <span class="hint">{roleName(role)}</span>{' '}
        <Tag tone={away ? 'soon' : 'ok'}>{away ? roster.away : roster.here}</Tag>
      </h2>
      {away && <Reached person={person} people={people} />}
      {onLeave && <p>{roster.onLeave}</p>}
      {deputy !== undefined && <p>{say(roster.standsIn, { who: nameIn(people, deputy) })}</p>}
      {absencesOf(person, people).map((absence) => (
        <p key={absence}>{absence}</p>
      ))}
      {begin !== undefined && (
        <p class="row">
          {(['absences', 'change', ...(isSelf ? [] : (['strike'] as const))] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              class="btn btn-s btn-quiet"
              aria-label={`${roster[kind]} ${displayName}`}
              onClick={() => begin({ kind, person })}
            >
              {roster[kind]}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}

function Reached({ person: { reached }, people }: Pick<PersonItemProps, 'person' | 'people'>) {
  const { roster } = words();
  return reached === undefined ? (
    <p class="bad">{roster.awayNobody}</p>
  ) : (
    <p>{say(roster.awayReached, { who: nameIn(people, reached) })}</p>
  );
}

export const nameIn = (people: readonly ShownPerson[], id: string): string =>
  people.find(({ person }) => person === id)?.displayName ?? id;

/** The days away that are entered, each as a sentence. */
export function absencesOf(person: ShownPerson, people: readonly ShownPerson[]): readonly string[] {
  const { roster } = words();
  return person.absences.map(({ from, to, deputy }) =>
    say(deputy === undefined ? roster.absence : roster.absenceDeputy, {
      from: calendarDay(from),
      to: calendarDay(to),
      who: deputy === undefined ? '' : nameIn(people, deputy),
    }),
  );
}
