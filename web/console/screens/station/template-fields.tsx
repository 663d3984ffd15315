import type { ShownTemplates } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { Field } from '../../components/parts.tsx';
import { language, words } from '../../text/words.ts';

export type Template = ShownTemplates['templates'][number];
type CaseType = NonNullable<Template['types']>[number];

interface TemplateProps {
  readonly index: number;
  readonly template: Template;
  readonly errorOf: (field: string) => string | undefined;
  /** @param next nothing removes it */
  readonly write: (...next: readonly Template[]) => void;
  /** Offers it one place sooner; absent for the first. */
  readonly sooner: (() => void) | undefined;
}

/** One text: what its button says, what is put into the reply, and for which types of case. */
export function TemplateFields({ index, template, errorOf, write, sooner }: TemplateProps) {
  const { templates: sentences } = words();
  const { title, text } = template;
  return (
    <fieldset class="panel template" aria-label={title || `${sentences.title} ${index + 1}`}>
      <Field
        id={`template-title-${index}`}
        label={sentences.name}
        hint={sentences.nameHint}
        error={errorOf(`templates.${index}.title`)}
      >
        <input
          class="input"
          id={`template-title-${index}`}
          maxLength={40}
          required
          value={title}
          onInput={(event) => write({ ...template, title: event.currentTarget.value })}
        />
      </Field>
      <Field id={`template-text-${index}`} label={sentences.text} error={errorOf(`templates.${index}.text`)}>
        <textarea
          class="input"
          id={`template-text-${index}`}
          maxLength={1000}
          required
          value={text}
          onInput={(event) => write({ ...template, text: event.currentTarget.value })}
        />
      </Field>
      <TypeChoices template={template} write={write} />
      <p class="row">
        {sooner !== undefined && (
          <button
            type="button"
            class="btn btn-s btn-quiet"
            aria-label={`${sentences.sooner} ${title}`}
            onClick={sooner}
          >
            {sentences.sooner}
          </button>
        )}
        <button
          type="button"
          class="btn btn-s btn-quiet"
          aria-label={`${sentences.remove} ${title}`}
          onClick={() => write()}
        >
          {sentences.remove}
        </button>
      </p>
    </fieldset>
  );
}

function TypeChoices({ template, write }: Pick<TemplateProps, 'template' | 'write'>) {
  const { templates: sentences, types: names } = words();
  const { types = [], ...rest } = template;
  const choose = (type: CaseType, isChosen: boolean): void => {
    const next = isChosen ? [...types, type] : types.filter((one) => one !== type);
    // No type at all would never be offered; without a list it is offered for every type.
    write(next.length === 0 ? rest : { ...rest, types: next });
  };
  return (
    <details class="fold">
      <summary>
        {types.length === 0 ? sentences.allTypes : typeNames(types)}
        <Icon of="down" />
      </summary>
      <div class="choices">
        {station().types.types.map(({ type }) => (
          <label key={type} class="choice">
            <input
              type="checkbox"
              checked={types.includes(type)}
              onChange={(event) => choose(type, event.currentTarget.checked)}
            />
            <span>{names[type]}</span>
          </label>
        ))}
      </div>
    </details>
  );
}

/** `纠纷、噪音`: types of case as a reader's language lists them. */
export function typeNames(types: readonly CaseType[]): string {
  const { types: names } = words();
  return new Intl.ListFormat(language()).format(types.map((type) => names[type]));
}
