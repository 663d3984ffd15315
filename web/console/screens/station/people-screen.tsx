import { useSignal } from '@preact/signals';
import { useLive } from '../../api/live.ts';
import type { ShownPeople } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Dialog, ProblemNote } from '../../components/parts.tsx';
import { calendarDay, moment } from '../../text/times.ts';
import { language, say, words } from '../../text/words.ts';
import { AbsencesForm } from './absences-form.tsx';
import type { PersonAction } from './person-action.ts';
import { PersonForm } from './person-form.tsx';
import { PersonItem, roleName } from './person-item.tsx';
import { BackToStation } from './station-screen.tsx';
import { StrikeForm } from './strike-form.tsx';

const EVERY_MS = 60_000;

/** Who is there, who is away and who stands in. A role that has nobody comes first. */
export function PeopleScreen() {
  const { roster, shell } = words();
  const { data, problem } = useLive<ShownPeople>('/v1/office/people', EVERY_MS).value;
  const action = useSignal<PersonAction | undefined>(undefined);
  const done = useSignal<string | undefined>(undefined);
  const isChief = station().me.role === 'chief';
  const begin = (next: PersonAction): void => {
    done.value = undefined;
    action.value = next;
  };
  const end = (name?: string): void => {
    action.value = undefined;
    done.value = name;
  };
  return (
    <main class="wrap" id="main" tabIndex={-1}>
      <BackToStation />
      <h1>{roster.title}</h1>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined && problem === undefined && <p class="hint">{shell.loading}</p>}
      {data !== undefined && (
        <>
          <Gaps of={data} />
          <p role="status">
            {done.value !== undefined && <span class="good">{say(roster.done, { name: done.value })}</span>}
          </p>
          {isChief && (
            <p class="row">
              <button type="button" class="btn btn-main" onClick={() => begin({ kind: 'enter' })}>
                {roster.enter}
              </button>
            </p>
          )}
          <ul class="people">
            {awayFirst(data.people).map((person) => (
              <PersonItem
                key={person.person}
                person={person}
                people={data.people}
                begin={isChief ? begin : undefined}
              />
            ))}
          </ul>
          <Struck of={data} begin={isChief ? begin : undefined} />
          {action.value !== undefined && <ActionDialog action={action.value} of={data} end={end} />}
        </>
      )}
    </main>
  );
}

/** Who is away matters before who is there. */
const awayFirst = (people: ShownPeople['people']): ShownPeople['people'] => [
  ...people.filter(({ away }) => away),
  ...people.filter(({ away }) => !away),
];

/** One sentence about the roles that have nobody, and what that brings about for each. */
function Gaps({ of: { unstaffed, unreadable } }: { readonly of: ShownPeople }) {
  const { roster, responsibles } = words();
  const named = unstaffed.map(({ responsible, from, to }) =>
    say(to === undefined ? roster.gapFrom : roster.gapUntil, {
      role: responsibles[responsible],
      from: calendarDay(from),
      to: to === undefined ? '' : calendarDay(to),
    }),
  );
  const roles = new Intl.ListFormat(language()).format(named);
  return (
    <>
      {unstaffed.length === 0 ? (
        <p class="lead">{roster.calm}</p>
      ) : (
        <p class="lead bad">{say(roster.unstaffed, { roles })}</p>
      )}
      {unstaffed.length > 0 && (
        <ul class="gaps">
          {unstaffed.map(({ responsible, from, sentence }) => (
            <li key={`${responsible} ${from}`}>{sentence}</li>
          ))}
        </ul>
      )}
      {unreadable > 0 && <p class="alert">{say(roster.unreadable, { count: unreadable })}</p>}
    </>
  );
}

interface StruckProps {
  readonly of: ShownPeople;
  readonly begin: ((next: PersonAction) => void) | undefined;
}

function Struck({ of: { struck, people }, begin }: StruckProps) {
  const { roster } = words();
  if (struck.length === 0) return null;
  const nameOf = (id: string): string =>
    [...people, ...struck].find(({ person }) => person === id)?.displayName ?? id;
  return (
    <section class="panel" aria-labelledby="struck">
      <h2 id="struck">{roster.struck}</h2>
      <ul class="sent">
        {struck.map(({ person, role, displayName, at, by }) => (
          <li key={person}>
            <b>{displayName}</b> {roleName(role)}{' '}
            <span class="hint">{say(roster.struckAt, { time: moment(at), who: nameOf(by) })}</span>{' '}
            {begin !== undefined && (
              <button
                type="button"
                class="btn btn-s btn-quiet"
                aria-label={`${roster.enterAgain} ${displayName}`}
                onClick={() => begin({ kind: 'enter', person: { person, role, displayName } })}
              >
                {roster.enterAgain}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ActionProps {
  readonly action: PersonAction;
  readonly of: ShownPeople;
  readonly end: (name?: string) => void;
}

function ActionDialog({ action, of, end }: ActionProps) {
  const { roster } = words();
  const title = roster[action.kind];
  const { person } = action;
  // The newest answer: somebody else may have changed the entry since the dialog was opened.
  const entry = of.people.find((one) => one.person === person?.person);
  return (
    <Dialog title={person === undefined ? title : `${title} · ${person.displayName}`} onClose={() => end()}>
      {action.kind === 'absences' ? (
        <AbsencesForm person={entry ?? action.person} of={of} end={end} />
      ) : action.kind === 'strike' ? (
        <StrikeForm person={entry ?? action.person} of={of} end={end} />
      ) : (
        <PersonForm person={entry ?? person} of={of} end={end} />
      )}
    </Dialog>
  );
}
