import type { ShownPerson } from '../../api/shapes.ts';
import { Field } from '../../components/parts.tsx';
import { words } from '../../text/words.ts';
import { roleName } from './person-item.tsx';

interface DeputySelectProps {
  readonly id: string;
  /** Without the person who is away. */
  readonly people: readonly ShownPerson[];
  readonly value: string;
  readonly error: string | undefined;
  readonly change: (deputy: string) => void;
}

/** Who stands in. Auditors change no case, so none of them can. */
export function DeputySelect({ id, people, value, error, change }: DeputySelectProps) {
  const { roster } = words();
  return (
    <Field id={id} label={roster.deputy} error={error}>
      <select class="input" id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">{roster.nobody}</option>
        {people
          .filter(({ role }) => role !== 'auditor')
          .map(({ person, displayName, role }) => (
            <option key={person} value={person}>
              {displayName} · {roleName(role)}
            </option>
          ))}
      </select>
    </Field>
  );
}
