import { DAY } from '../../../../shared/engine/calendar/instant.ts';
import type { MoveField as NamedField } from '../../../../shared/locales/console-words.ts';
import { ask } from '../../api/api.ts';
import type { Board, OfficeCase, Problem, ShownTypes } from '../../api/shapes.ts';
import { personName, station, typeOf } from '../../api/station.ts';
import { Field } from '../../components/parts.tsx';
import { asField, fromField, now } from '../../text/times.ts';
import { typedMax } from '../../text/typed-max.ts';
import { say, words } from '../../text/words.ts';
import { Questions } from './questions.tsx';

type Move = OfficeCase['moves'][number];

/** A thing that a move asks for, by its name in the API. */
export type FieldName = Exclude<NamedField, 'person'> | 'to';

export type Given = Readonly<Record<string, unknown>>;

const asked: { readonly [M in Move]?: readonly FieldName[] } = {
  assign: ['to'],
  'ask-resident': ['text'],
  'await-third-party': ['text', 'until'],
  schedule: ['at', 'text'],
  extend: ['clock', 'promiseAt', 'text'],
  retype: ['type'],
  'lift-secrecy': ['text'],
  'reach-milestone': ['milestone', 'done'],
  resolve: ['outcome', 'text'],
  'not-resolve': ['reason', 'text'],
  reject: ['reason', 'text'],
  'mark-duplicate': ['of'],
  transfer: ['target', 'ref', 'text'],
  'keep-open': ['text'],
  reopen: ['text'],
  unlink: ['text'],
};

export const fieldsOf = (move: Move, _found: OfficeCase): readonly FieldName[] => asked[move] ?? [];

interface FieldProps {
  readonly field: FieldName;
  readonly found: OfficeCase;
  readonly move: Move;
  readonly given: Given;
  readonly text: string;
  readonly error: string | undefined;
  readonly change: (values: Given) => void;
  readonly write: (text: string) => void;
}

/** One question of a move. */
export function MoveField(props: FieldProps) {
  const { field, found, move, given, text, error, change, write } = props;
  const { fields, clocks, outcomes, types } = words();
  const id = `move-${field}`;
  const name = field === 'to' ? 'person' : field;
  const select = (choices: Readonly<Record<string, string>>) => (
    <Field id={id} label={fields[name]} error={error}>
      <Select id={id} choices={choices} value={given[field]} change={(value) => change({ [field]: value })} />
    </Field>
  );
  const time = (label: string, ahead: number) => (
    <Field id={id} label={label} error={error}>
      <input
        class="input"
        id={id}
        type="datetime-local"
        required
        min={asField(now())}
        value={String(given[field] ?? asField(now() + ahead))}
        onInput={(event) => change({ [field]: event.currentTarget.value })}
      />
    </Field>
  );
  switch (field) {
    case 'to':
      return select(colleagues());
    case 'type':
      return (
        <>
          <Field id={id} label={fields.type} error={error}>
            <Select
              id={id}
              choices={types}
              value={given.type}
              // The questions are those of the type.
              change={(type) => change({ type, details: {} })}
            />
          </Field>
          <Questions type={String(given.type ?? '')} given={given} change={change} />
        </>
      );
    case 'until':
      return time(fields.until, 3 * DAY);
    case 'at':
      return time(fields.at, DAY);
    case 'promiseAt':
      return time(fields.promiseAt, 3 * DAY);
    case 'clock':
      return select(pick(clocks, ['respond', 'update', 'resolve']));
    case 'milestone':
      return select(pick(clocks, typeOf(found.type)?.milestones ?? []));
    case 'done':
      return (
        <p class="field">
          <label class="tick">
            <input
              type="checkbox"
              checked={given.done !== false}
              onChange={(event) => change({ done: event.currentTarget.checked })}
            />
            {fields.done}
          </label>
        </p>
      );
    case 'outcome':
      return select(pick(outcomes, typeOf(found.type)?.outcomes ?? []));
    case 'reason':
      return select(pick(outcomes, reasonsOf(move)));
    case 'target':
      return select(pick(outcomes, station().types.reasons.transfer));
    case 'of':
    case 'ref':
      return (
        <Field id={id} label={fields[field]} error={error}>
          <input
            class="input"
            id={id}
            maxLength={typedMax(60)}
            inputMode={field === 'of' ? 'numeric' : 'text'}
            value={String(given[field] ?? '')}
            onInput={(event) => change({ [field]: event.currentTarget.value })}
          />
        </Field>
      );
    case 'text':
      return (
        <Field id={id} label={fields.text} error={error}>
          <textarea
            class="input"
            id={id}
            maxLength={typedMax(2000)}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </Field>
      );
  }
}

export const Select = ({
  id,
  choices,
  value,
  change,
  ...described
}: {
  readonly id: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly value: unknown;
  readonly change: (value: string) => void;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}) => (
  <select
    {...described}
    class="input"
    id={id}
    value={String(value ?? '')}
    onChange={(event) => change(event.currentTarget.value)}
  >
    <option value="">{words().walkIn.choose}</option>
    {Object.entries(choices).map(([code, label]) => (
      <option key={code} value={code}>
        {label}
      </option>
    ))}
  </select>
);

const pick = (catalogue: Readonly<Record<string, string>>, codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, catalogue[code] ?? code]));

const reasonsOf = (move: Move): readonly string[] => {
  const { reasons }: ShownTypes = station().types;
  return move === 'not-resolve' ? reasons['not-resolve'] : reasons.reject;
};

/** Those who may be given a case, with a word where somebody is away, and who stands in. */
const colleagues = (): Readonly<Record<string, string>> => {
  const { roles, brief } = words();
  return Object.fromEntries(
    station()
      .people.filter(({ role }) => role === 'guard' || role === 'officer' || role === 'chief')
      .map(({ person, displayName, role, away, reached }) => [
        person,
        [
          displayName,
          role === 'district' ? '' : roles[role],
          away ? `☾ ${reached === undefined ? '' : say(brief.standsIn, { who: personName(reached) })}` : '',
        ]
          .filter(Boolean)
          .join(' · '),
      ]),
  );
};

/**
 * What a move is sent with.
 * @returns the problem that a lookup met: another case is named by people by its number, by the API by its id
 */
export async function valuesOf(
  move: Move,
  given: Given,
  found: OfficeCase,
): Promise<{ readonly values: Given } | { readonly problem: Problem }> {
  const values: Record<string, unknown> = {};
  for (const field of fieldsOf(move, found)) {
    const value = given[field];
    switch (field) {
      case 'until':
      case 'at':
      case 'promiseAt':
        values[field] = fromField(typeof value === 'string' ? value : defaultTime(field));
        break;
      case 'done':
        values.done = value !== false;
        break;
      case 'target':
        values.to = value;
        break;
      case 'type':
        values.type = value;
        values.details = given.details ?? {};
        break;
      case 'of': {
        const other = await caseByNumber(String(value ?? ''));
        if (typeof other !== 'string') return other;
        values.of = other;
        break;
      }
      case 'text':
        // A reason that may be left out is left out.
        if (value !== '' || (move !== 'schedule' && move !== 'reopen')) values.text = value;
        break;
      default:
        values[field] = value;
    }
  }
  return { values };
}

const defaultTime = (field: 'until' | 'at' | 'promiseAt'): string =>
  asField(now() + (field === 'at' ? DAY : 3 * DAY));

async function caseByNumber(number: string): Promise<string | { readonly problem: Problem }> {
  const reference = number.replaceAll(/\D/g, '');
  const answer = await ask<Board>(
    'GET',
    `/v1/office/cases?view=all&reference=${encodeURIComponent(reference)}`,
  );
  if (answer.kind === 'problem') return { problem: answer.problem };
  const id = answer.kind === 'done' ? answer.body.rows[0]?.caseId : undefined;
  const detail = answer.kind === 'done' ? words().shell.notThere : words().shell.unreachable;
  return id ?? { problem: { status: 409, code: 'not-found', title: '', detail, instance: '' } };
}
