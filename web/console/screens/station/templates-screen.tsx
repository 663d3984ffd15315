import { useSignal } from '@preact/signals';
import { ask, changed } from '../../api/api.ts';
import { useLive } from '../../api/live.ts';
import type { Problem, ShownTemplates } from '../../api/shapes.ts';
import { station } from '../../api/station.ts';
import { ProblemNote, Said } from '../../components/parts.tsx';
import { formDraft } from '../../session/form-draft.ts';
import { words } from '../../text/words.ts';
import { Behind } from './behind.tsx';
import { SettingsTabs } from './settings/settings-tabs.tsx';
import { BackToStation } from './station-screen.tsx';
import { type Template, TemplateFields, typeNames } from './template-fields.tsx';

const EVERY_MS = 60_000;
/** As many as the API takes. */
const TEMPLATES_MAX = 40;

/** The station's texts for replies, in the order in which they are offered; a chief changes them. */
export function TemplatesScreen() {
  const { templates: sentences, shell } = words();
  const { data, problem } = useLive<ShownTemplates>('/v1/office/templates', EVERY_MS).value;
  return (
    <main class="wrap narrow" id="main" tabIndex={-1}>
      <BackToStation />
      <h1>{sentences.title}</h1>
      {station().me.role !== 'guard' && <SettingsTabs />}
      <p class="hint">{sentences.hint}</p>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined && problem === undefined && <p class="hint">{shell.loading}</p>}
      {data !== undefined && (station().me.role === 'chief' ? <Editor of={data} /> : <List of={data} />)}
    </main>
  );
}

function List({ of: { templates } }: { readonly of: ShownTemplates }) {
  const { templates: sentences } = words();
  if (templates.length === 0) return <p>{sentences.none}</p>;
  return (
    <ul class="templates">
      {templates.map(({ title, text, types }) => (
        <li key={title} class="panel">
          <h2>{title}</h2>
          <Said text={text} kind="out" />
          <p class="hint">{types === undefined ? sentences.allTypes : typeNames(types)}</p>
        </li>
      ))}
    </ul>
  );
}

function Editor({ of: { version, templates } }: { readonly of: ShownTemplates }) {
  const { templates: sentences, shell } = words();
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const isDone = useSignal(false);
  const isSending = useSignal(false);
  const draft = formDraft<readonly Template[]>('templates', 'all', templates, version);
  const all = draft.values;
  const isBehind = draft.isTyped && draft.seen !== version;
  const write = (next: readonly Template[]): void => {
    isDone.value = false;
    problem.value = undefined;
    draft.write(next);
  };
  const errorOf = (field: string): string | undefined =>
    typeof problem.value === 'object'
      ? problem.value.errors?.find((error) => error.field === field)?.message
      : undefined;
  const send = async (): Promise<void> => {
    if (isSending.value || isBehind) return;
    isSending.value = true;
    const body = { templates: all, ...(draft.seen !== undefined && { expectedVersion: draft.seen }) };
    const answer = await ask('PUT', '/v1/office/templates', { body });
    isSending.value = false;
    if (answer.kind !== 'done') {
      problem.value = answer.kind === 'problem' ? answer.problem : 'unreachable';
      // Somebody else was faster: what they entered is shown before it is replaced.
      if (answer.kind === 'problem' && answer.problem.code === 'settings-moved') changed();
      return;
    }
    draft.forget();
    isDone.value = true;
    changed();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {all.length === 0 && <p>{sentences.none}</p>}
      {all.map((template, index) => (
        <TemplateFields
          key={index}
          index={index}
          template={template}
          errorOf={errorOf}
          write={(...next) => write(all.flatMap((one, at) => (at === index ? next : one)))}
          sooner={index === 0 ? undefined : () => write(swapped(all, index))}
        />
      ))}
      {isBehind && (
        <Behind
          accept={() => {
            problem.value = undefined;
            draft.accept();
          }}
        />
      )}
      {isBehind && <List of={{ templates }} />}
      {problem.value === 'unreachable' ? (
        <p class="alert" role="alert">
          {shell.unreachable}
        </p>
      ) : (
        problem.value !== undefined && !isBehind && <ProblemNote problem={problem.value} />
      )}
      <p role="status">{isDone.value && <span class="good">{sentences.done}</span>}</p>
      <p class="row">
        <button
          type="button"
          class="btn btn-quiet"
          disabled={all.length >= TEMPLATES_MAX}
          onClick={() => write([...all, { title: '', text: '' }])}
        >
          {sentences.add}
        </button>
        <button type="submit" class="btn btn-main" disabled={!draft.isTyped || isBehind || isSending.value}>
          {sentences.save}
        </button>
        {draft.isTyped && (
          <button type="button" class="btn btn-quiet" onClick={() => draft.forget()}>
            {sentences.forget}
          </button>
        )}
      </p>
    </form>
  );
}

/** With one of them offered before the one that was before it. */
const swapped = (all: readonly Template[], index: number): readonly Template[] => {
  const [one, other] = [all[index - 1], all[index]];
  return all.map((template, at) => (at === index ? one : at === index - 1 ? other : template) ?? template);
};
