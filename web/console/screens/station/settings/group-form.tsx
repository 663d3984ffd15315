import { Icon } from '../../../components/icon.tsx';
import { isObject, valueAt } from './content.ts';
import type { Adder, FormField, Group, ListItem, Section } from './field.ts';
import { type Form, faultsAt } from './form.ts';
import { FormFieldRow } from './form-field.tsx';
import { HolidayYears } from './holiday-years.tsx';
import { saidValue } from './said.ts';
import { settingsWords } from './settings-words.ts';
import { WeekTable } from './week-table.tsx';

/** Sections up to so many stand open: more are a list to choose from. */
const OPEN_MAX = 6;

/** One group of a form: sections that open, and what can be added. */
export function GroupForm({ form, group }: { readonly form: Form; readonly group: Group }) {
  const { sections, adders = [] } = group;
  return (
    <>
      {group.id === 'hours' && <WeekTable content={form.content} />}
      {group.id === 'holidays' && <HolidayYears content={form.content} />}
      {sections.map((section, index) => (
        <SectionForm
          key={`${group.id} ${index}`}
          form={form}
          section={section}
          isOpen={index === 0 || sections.length <= OPEN_MAX}
        />
      ))}
      {!form.isReadOnly && adders.length > 0 && (
        <p class="row">
          {adders.map((adder) => (
            <AddButton key={adder.list} form={form} adder={adder} />
          ))}
        </p>
      )}
    </>
  );
}

interface SectionProps {
  readonly form: Form;
  readonly section: Section;
  readonly isOpen: boolean;
}

function SectionForm({ form, section, isOpen }: SectionProps) {
  const { title, hint, fields, item } = section;
  const isFaulty = fields.some(({ path }) => faultsAt(form.faults, path).length > 0);
  if (fields.length === 0) {
    return (
      <div class="form-part">
        <h3>{title}</h3>
        {hint !== undefined && <p class="hint">{hint}</p>}
      </div>
    );
  }
  return (
    <details class={isFaulty ? 'fold form-part has-fault' : 'fold form-part'} open={isOpen || isFaulty}>
      <summary>
        <span>
          {title}
          <small class="summed-up">{summary(form, fields)}</small>
        </span>
        <Icon of="down" />
      </summary>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <div class="form-fields">
        {fields.map((field) => (
          <FormFieldRow key={field.path} form={form} field={field} />
        ))}
      </div>
      {item !== undefined && !form.isReadOnly && <ItemButtons form={form} item={item} title={title} />}
    </details>
  );
}

/** So many values say what a closed section holds. */
const SUMMED_UP_MAX = 3;

/** `首次回复 1 小时 · 办结 30 天`: the lengths of a section, or whatever else it has. */
function summary({ content }: Form, fields: readonly FormField[]): string {
  const lengths = fields.filter(({ kind }) => kind === 'length');
  const shown = lengths.length > 0 && fields.length > SUMMED_UP_MAX ? lengths : fields;
  return shown
    .slice(0, SUMMED_UP_MAX)
    .map((field) => `${field.label} ${saidValue(field, valueAt(content, field.path))}`)
    .join(' · ');
}

function ItemButtons(props: { readonly form: Form; readonly item: ListItem; readonly title: string }) {
  const { form, item, title } = props;
  const words = settingsWords().form;
  const { list, index } = item;
  const all = valueAt(form.content, list);
  const swap = (): void => {
    if (!Array.isArray(all)) return;
    const next = [...all];
    [next[index - 1], next[index]] = [all[index], all[index - 1]];
    form.set(list, next);
  };
  return (
    <p class="row">
      {item.isOrdered === true && index > 0 && (
        <button
          type="button"
          class="btn btn-s btn-quiet"
          aria-label={`${words.sooner} ${title}`}
          onClick={swap}
        >
          {words.sooner}
        </button>
      )}
      <button
        type="button"
        class="btn btn-s btn-quiet"
        aria-label={`${words.remove} ${title}`}
        onClick={() => form.set(`${list}.${index}`, undefined)}
      >
        {words.remove}
      </button>
    </p>
  );
}

function AddButton({ form, adder }: { readonly form: Form; readonly adder: Adder }) {
  const { list, label, made } = adder;
  const add = (): void => {
    const all = valueAt(form.content, list);
    form.set(list, [...(Array.isArray(all) ? all : []), isObject(made) ? { ...made } : made]);
  };
  return (
    <button type="button" class="btn btn-s btn-quiet" onClick={add}>
      {label}
    </button>
  );
}
