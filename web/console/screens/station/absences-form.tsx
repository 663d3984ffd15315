import { useSignal } from '@preact/signals';
import type { ShownPeople, ShownPerson } from '../../api/shapes.ts';
import { Field } from '../../components/parts.tsx';
import { formDraft } from '../../session/form-draft.ts';
import { asField, now } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { DeputySelect } from './deputy-select.tsx';
import { absencesOf } from './person-item.tsx';
import { errorOf, PreviewedChange, type Trouble } from './previewed-change.tsx';

export interface PersonFormProps<P = ShownPerson> {
  readonly person: P;
  readonly of: ShownPeople;
  /** @param name of whom something was changed; nothing was without it */
  readonly end: (name?: string) => void;
}

interface Absence {
  readonly from: string;
  readonly to: string;
  readonly deputy: string;
}

/** The days away of a person, with who stands in for each. */
export function AbsencesForm({ person, of: { version, people }, end }: PersonFormProps) {
  const { roster } = words();
  const trouble: Trouble = useSignal(undefined);
  const today = asField(now()).slice(0, 10);
  const another: Absence = { from: today, to: today, deputy: person.deputy ?? '' };
  const entered = person.absences.map(({ from, to, deputy = '' }) => ({ from, to, deputy }));
  const draft = formDraft<readonly Absence[]>(
    'people',
    `absences/${person.person}`,
    entered.length === 0 ? [another] : entered,
    version,
  );
  const absences = draft.values;
  const body = {
    person: person.person,
    absences: absences.map(({ from, to, deputy }) => ({ from, to, ...(deputy !== '' && { deputy }) })),
  };
  const finish = (name?: string): void => {
    draft.forget();
    end(name);
  };
  return (
    <PreviewedChange
      request={{ method: 'PUT', path: '/v1/office/people/absences', body }}
      seen={Number(draft.seen)}
      version={version}
      trouble={trouble}
      accept={draft.accept}
      done={() => finish(person.displayName)}
      cancel={() => finish()}
    >
      <p class="hint">
        {say(roster.nowEntered, { what: absencesOf(person, people).join(' · ') || roster.noAbsences })}
      </p>
      {absences.map((absence, index) => (
        <AbsenceFields
          key={index}
          index={index}
          absence={absence}
          people={people.filter((one) => one.person !== person.person)}
          trouble={trouble}
          write={(next) => draft.write(absences.flatMap((one, at) => (at === index ? (next ?? []) : one)))}
        />
      ))}
      <p>
        <button type="button" class="btn btn-quiet" onClick={() => draft.write([...absences, another])}>
          {roster.addAbsence}
        </button>
      </p>
    </PreviewedChange>
  );
}

interface AbsenceProps {
  readonly index: number;
  readonly absence: Absence;
  readonly people: readonly ShownPerson[];
  readonly trouble: Trouble;
  /** @param next undefined removes it */
  readonly write: (next: Absence | undefined) => void;
}

function AbsenceFields({ index, absence, people, trouble, write }: AbsenceProps) {
  const { roster } = words();
  const bad = errorOf(trouble, `absences.${index}`);
  return (
    <fieldset class="absence" aria-label={`${roster.absences} ${index + 1}`}>
      <div class="two fits">
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            id={`absence-${end}-${index}`}
            label={roster[end]}
            error={errorOf(trouble, `absences.${index}.${end}`) ?? (end === 'to' ? bad : undefined)}
          >
            <input
              class="input"
              type="date"
              id={`absence-${end}-${index}`}
              value={absence[end]}
              required
              onInput={(event) => write({ ...absence, [end]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      <DeputySelect
        id={`absence-deputy-${index}`}
        people={people}
        value={absence.deputy}
        error={errorOf(trouble, `absences.${index}.deputy`)}
        change={(deputy) => write({ ...absence, deputy })}
      />
      <p>
        <button type="button" class="btn btn-s btn-quiet" onClick={() => write(undefined)}>
          {roster.removeAbsence}
        </button>
      </p>
    </fieldset>
  );
}
