import { useSignal } from '@preact/signals';
import type { ShownPerson } from '../../api/shapes.ts';
import { Field } from '../../components/parts.tsx';
import { formDraft } from '../../session/form-draft.ts';
import { say, words } from '../../text/words.ts';
import type { PersonFormProps } from './absences-form.tsx';
import { DeputySelect } from './deputy-select.tsx';
import { roleName } from './person-item.tsx';
import { errorOf, PreviewedChange, type Trouble } from './previewed-change.tsx';

const roles = ['guard', 'officer', 'chief', 'district', 'auditor'] as const;
const platforms = ['wecom', 'dingtalk', 'feishu', 'mail', 'phone'] as const;

/** What is left of the entry of who was struck is a beginning too. */
type Entered = Pick<ShownPerson, 'person' | 'role' | 'displayName'> & Partial<ShownPerson>;

interface Values {
  readonly person: string;
  readonly role: ShownPerson['role'];
  readonly displayName: string;
  readonly deputy: string;
  readonly onLeave: boolean;
  readonly platforms: Readonly<Partial<Record<(typeof platforms)[number], string>>>;
}

const valuesOf = (entered: Entered | undefined): Values => ({
  person: entered?.person ?? '',
  role: entered?.role ?? 'officer',
  displayName: entered?.displayName ?? '',
  deputy: entered?.deputy ?? '',
  onLeave: entered?.onLeave ?? false,
  platforms: entered?.platforms ?? {},
});

/** The API takes an entry as a whole, so what is not changed is sent as it was. */
function bodyOf({ person, role, displayName, deputy, onLeave, platforms: given }: Values) {
  const ids = Object.entries(given)
    .map(([platform, id]) => [platform, id.trim()] as const)
    .filter(([, id]) => id !== '');
  return {
    person: person.trim(),
    role,
    displayName: displayName.trim(),
    onLeave,
    ...(deputy !== '' && { deputy }),
    ...(ids.length > 0 && { platforms: Object.fromEntries(ids) }),
  };
}

/** Enters a person, or corrects an entry: role, name, who stands in and where messages go. */
export function PersonForm({ person, of: { version, people }, end }: PersonFormProps<Entered | undefined>) {
  const { roster } = words();
  const trouble: Trouble = useSignal(undefined);
  const draft = formDraft('people', `entry/${person?.person ?? ''}`, valuesOf(person), version);
  const { values } = draft;
  const set = (given: Partial<Values>): void => draft.write({ ...values, ...given });
  const finish = (name?: string): void => {
    draft.forget();
    end(name);
  };
  return (
    <PreviewedChange
      request={{ method: 'PUT', path: '/v1/office/people', body: bodyOf(values) }}
      seen={Number(draft.seen)}
      version={version}
      trouble={trouble}
      accept={draft.accept}
      done={() => finish(values.displayName)}
      cancel={() => finish()}
    >
      {person === undefined ? (
        <Field id="person-id" label={roster.id} hint={roster.idHint} error={errorOf(trouble, 'person')}>
          <input
            class="input"
            id="person-id"
            autocomplete="off"
            maxLength={128}
            required
            value={values.person}
            onInput={(event) => set({ person: event.currentTarget.value })}
          />
        </Field>
      ) : (
        <p class="hint">
          {say(roster.nowEntered, {
            what: `${person.displayName} · ${roleName(person.role)} · ${person.person}`,
          })}
        </p>
      )}
      <NameAndRole values={values} set={set} trouble={trouble} />
      <DeputySelect
        id="person-deputy"
        people={people.filter((one) => one.person !== values.person)}
        value={values.deputy}
        error={errorOf(trouble, 'deputy')}
        change={(deputy) => set({ deputy })}
      />
      <p class="field">
        <label class="choice">
          <input
            type="checkbox"
            checked={values.onLeave}
            onChange={(event) => set({ onLeave: event.currentTarget.checked })}
          />
          <span>{roster.leave}</span>
        </label>
      </p>
      <Platforms values={values} set={set} trouble={trouble} />
    </PreviewedChange>
  );
}

interface PartProps {
  readonly values: Values;
  readonly set: (given: Partial<Values>) => void;
  readonly trouble: Trouble;
}

function NameAndRole({ values, set, trouble }: PartProps) {
  const { roster } = words();
  return (
    <div class="two fits">
      <Field id="person-name" label={roster.name} error={errorOf(trouble, 'displayName')}>
        <input
          class="input"
          id="person-name"
          autocomplete="off"
          maxLength={60}
          required
          value={values.displayName}
          onInput={(event) => set({ displayName: event.currentTarget.value })}
        />
      </Field>
      <Field id="person-role" label={roster.role} error={errorOf(trouble, 'role')}>
        <select
          class="input"
          id="person-role"
          value={values.role}
          onChange={(event) => set({ role: event.currentTarget.value as Values['role'] })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {roleName(role)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}

function Platforms({ values, set, trouble }: PartProps) {
  const { roster } = words();
  return (
    <fieldset class="field">
      <legend class="label">
        {roster.platforms} <span class="opt">{roster.platformsHint}</span>
      </legend>
      <div class="two fits">
        {platforms.map((platform) => (
          <Field
            key={platform}
            id={`platform-${platform}`}
            label={roster.platformNames[platform]}
            error={errorOf(trouble, `platforms.${platform}`)}
          >
            <input
              class="input"
              id={`platform-${platform}`}
              autocomplete="off"
              maxLength={128}
              value={values.platforms[platform] ?? ''}
              onInput={(event) =>
                set({ platforms: { ...values.platforms, [platform]: event.currentTarget.value } })
              }
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
