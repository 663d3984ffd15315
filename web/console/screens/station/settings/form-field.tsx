import type { ComponentChildren } from 'preact';
import { Field } from '../../../components/parts.tsx';
import { say } from '../../../text/words.ts';
import { valueAt } from './content.ts';
import { DaysField } from './days-field.tsx';
import { type FormField, type Typed, typedOf, type Unit, units } from './field.ts';
import { type Form, faultsAt } from './form.ts';
import { saidValue } from './said.ts';
import { settingsWords } from './settings-words.ts';

interface FieldProps {
  readonly form: Form;
  readonly field: FormField;
}

/** One field: its controls for a chief, its value in words for everybody else. */
export function FormFieldRow({ form, field }: FieldProps) {
  const value = valueAt(form.content, field.path);
  if (form.isReadOnly && field.kind !== 'days') {
    return (
      <p class="said-field">
        <b>{field.label}</b> <span>{saidValue(field, value)}</span>
      </p>
    );
  }
  const typed = typedOf(field, value);
  const type = (given: Partial<Typed>): void => form.type(field, { ...typed, ...given });
  const [fault] = faultsAt(form.faults, field.path);
  const error = fault && sentenceOf(fault);
  const props = { id: idOf(field.path), typed, type, error };
  switch (field.kind) {
    case 'length':
      return <LengthField {...props} field={field} />;
    case 'number':
      return <NumberField {...props} field={field} />;
    case 'select':
      return <SelectField {...props} field={field} value={value} />;
    case 'ticks':
      return <TicksField {...props} field={field} />;
    case 'span':
      return <SpanField {...props} field={field} />;
    case 'days':
      return <DaysField {...props} field={field} isReadOnly={form.isReadOnly} />;
    default:
      return <TextField {...props} field={field} />;
  }
}

/** A path is no sentence: what has another form than it needs is said so beside its field. */
const sentenceOf = ({ code, sentence }: Form['faults'][number]): string =>
  code === 'wrong-shape' ? settingsWords().form.fill : sentence;

const idOf = (path: string): string => `set-${path.replace(/[^A-Za-z0-9]+/g, '-')}`;

interface ControlProps<Kind extends FormField['kind']> {
  readonly id: string;
  readonly field: Extract<FormField, { readonly kind: Kind }>;
  readonly typed: Typed;
  readonly type: (given: Partial<Typed>) => void;
  readonly error: string | undefined;
}

function LengthField({ id, field, typed, type, error }: ControlProps<'length'>) {
  const { form } = settingsWords();
  return (
    <Labelled id={id} field={field} error={error} isLabel={typed.isThere}>
      {field.isOptional === true && (
        <Toggle label={form.hasLimit} isOn={typed.isThere} set={(isThere) => type({ isThere })} />
      )}
      {typed.isThere && (
        <div class="length">
          <input
            class="input"
            id={id}
            inputMode="numeric"
            autocomplete="off"
            maxLength={7}
            value={typed.amount}
            {...described(id, error)}
            onInput={(event) => type({ amount: event.currentTarget.value.trim() })}
          />
          <select
            class="input"
            aria-label={say(form.unit, { label: field.label })}
            value={typed.unit}
            onChange={(event) => type({ unit: event.currentTarget.value as Unit })}
          >
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {unitName(unit, field.hours)}
              </option>
            ))}
          </select>
        </div>
      )}
    </Labelled>
  );
}

function unitName(unit: Unit, hours: string): string {
  const words = settingsWords();
  return unit === 'days' && hours === 'office' ? words.workingDays : words.units[unit];
}

function NumberField({ id, field, typed, type, error }: ControlProps<'number'>) {
  return (
    <Labelled id={id} field={field} error={error} isLabel={typed.isThere}>
      {field.isOptional === true && (
        <Toggle
          label={settingsWords().form.hasNumber}
          isOn={typed.isThere}
          set={(isThere) => type({ isThere })}
        />
      )}
      {typed.isThere && (
        <input
          class="input short"
          id={id}
          inputMode="numeric"
          autocomplete="off"
          maxLength={7}
          value={typed.amount}
          {...described(id, error)}
          onInput={(event) => type({ amount: event.currentTarget.value.trim() })}
        />
      )}
    </Labelled>
  );
}

function TextField({ id, field, typed, type, error }: ControlProps<'name' | 'day'>) {
  return (
    <Field id={id} label={field.label} hint={field.hint} error={error}>
      <input
        class="input short"
        id={id}
        autocomplete="off"
        {...(field.kind === 'day' ? ({ type: 'date' } as const) : { maxLength: 32 })}
        value={typed.amount}
        onInput={(event) => type({ amount: event.currentTarget.value })}
      />
    </Field>
  );
}

function SelectField(props: ControlProps<'select'> & { readonly value: unknown }) {
  const { id, field, typed, type, error, value } = props;
  const [chosen = -1] = typed.chosen;
  return (
    <Field id={id} label={field.label} hint={field.hint} error={error}>
      <select
        class="input"
        id={id}
        value={chosen}
        onChange={(event) => type({ isThere: true, chosen: [Number(event.currentTarget.value)] })}
      >
        {chosen === -1 && (
          <option value={-1}>{say(settingsWords().form.kept, { value: saidValue(field, value) })}</option>
        )}
        {field.options.map(({ label }, index) => (
          <option key={label} value={index}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function TicksField({ id, field, typed, type, error }: ControlProps<'ticks'>) {
  const { chosen } = typed;
  return (
    <fieldset class={error === undefined ? 'field' : 'field is-bad'}>
      <legend class="label">{field.label}</legend>
      {error !== undefined && (
        <p class="err" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="choices">
        {field.options.map(({ label }, index) => (
          <Toggle
            key={label}
            label={label}
            isOn={chosen.includes(index)}
            set={(isOn) =>
              type({ chosen: isOn ? [...chosen, index] : chosen.filter((one) => one !== index) })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function SpanField({ id, field, typed, type, error }: ControlProps<'span'>) {
  const { form } = settingsWords();
  const end = (side: 'from' | 'to') => (
    <div>
      <label class="hint" for={`${id}-${side}`}>
        {form[side]}
      </label>
      <input
        class="input"
        id={`${id}-${side}`}
        type="time"
        value={typed[side]}
        {...described(id, error)}
        onChange={(event) => type({ [side]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <fieldset class={error === undefined ? 'field' : 'field is-bad'}>
      <legend class="label">{field.label}</legend>
      {error !== undefined && (
        <p class="err" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="length">
        {end('from')}
        {end('to')}
      </div>
    </fieldset>
  );
}

const described = (id: string, error: string | undefined) =>
  error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` };

/** A label over several controls. */
function Labelled(props: {
  readonly id: string;
  readonly field: FormField;
  readonly error: string | undefined;
  /** Not where there is nothing yet that the label is for. */
  readonly isLabel: boolean;
  readonly children: ComponentChildren;
}) {
  const { id, field, error, isLabel, children } = props;
  const { label, hint } = field;
  const text = (
    <>
      {label} {hint !== undefined && <span class="opt">{hint}</span>}
    </>
  );
  return (
    <div class={error === undefined ? 'field' : 'field is-bad'}>
      {isLabel ? (
        <label class="label" for={id}>
          {text}
        </label>
      ) : (
        <p class="label">{text}</p>
      )}
      {error !== undefined && (
        <p class="err" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

function Toggle(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.set(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}
