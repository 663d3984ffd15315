import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { ask, changed } from '../../api/api.ts';
import type { Problem } from '../../api/shapes.ts';
import { Field, ProblemNote } from '../../components/parts.tsx';
import { typedMax } from '../../text/typed-max.ts';
import { words } from '../../text/words.ts';
import { Behind } from '../station/behind.tsx';
import { type FaqEntry, type FaqFields, faqDraft, NEW } from './faq-draft.ts';

const languages = ['zh-CN', 'en'] as const;
const limits = { question: 120, answer: 1_000 } as const;

/** The words of one entry in both languages. What is typed is kept on this machine until it is sent. */
export function FaqForm({
  entry,
  done,
}: {
  readonly entry: FaqEntry | undefined;
  readonly done: () => void;
}) {
  const { faq, shell } = words();
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const isSending = useSignal(false);
  // The id of a request belongs to its words: other words are another request.
  const request = useRef({ text: '', id: '' });
  const draft = faqDraft(entry);
  const { values } = draft;
  const isBehind = draft.isTyped && entry !== undefined && draft.seen !== entry.draft?.version;
  const id = entry?.id ?? NEW;
  const write = (next: Partial<FaqFields>): void => draft.write({ ...values, ...next });
  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const { caseId, ...fields } = values;
    const text = JSON.stringify(values);
    if (request.current.text !== text) request.current = { text, id: crypto.randomUUID() };
    const seen = typeof draft.seen === 'number' && { seen: draft.seen };
    const body = { ...fields, ...(entry !== undefined && seen), commandId: request.current.id };
    const answer = await (entry === undefined
      ? ask('POST', '/v1/office/faq', { body: caseId === undefined ? body : { ...body, caseId } })
      : ask('POST', `/v1/office/faq/${entry.id}/moves`, { body: { move: 'correct', ...body } }));
    isSending.value = false;
    if (answer.kind !== 'done') {
      problem.value = answer.kind === 'problem' ? answer.problem : 'unreachable';
      // Somebody else was faster: what they wrote is shown before it is replaced.
      if (answer.kind === 'problem' && answer.problem.code === 'changed-meanwhile') changed();
      return;
    }
    draft.forget(values);
    changed();
    done();
  };
  const errorOf = (field: string): string | undefined =>
    typeof problem.value === 'object'
      ? problem.value.errors?.find((error) => error.field === field)?.message
      : undefined;
  return (
    <form
      class="panel"
      // What is missing is said in the reader's language, which need not be the browser's.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {languages.map((language) => (
        <fieldset key={language} lang={language}>
          <legend>{faq.inLanguage[language]}</legend>
          {(['question', 'answer'] as const).map((part) => (
            <Field
              key={part}
              id={`faq-${id}-${part}-${language}`}
              label={faq[part]}
              error={errorOf(`${part}.${language}`)}
            >
              <textarea
                class="input"
                id={`faq-${id}-${part}-${language}`}
                rows={part === 'question' ? 2 : 5}
                maxLength={typedMax(limits[part])}
                required
                dir="auto"
                value={values[part][language]}
                onInput={(event) =>
                  write({ [part]: { ...values[part], [language]: event.currentTarget.value } })
                }
              />
            </Field>
          ))}
        </fieldset>
      ))}
      <Field id={`faq-${id}-days`} label={faq.lookAgain} error={errorOf('lookAgainDays')}>
        <select
          class="input"
          id={`faq-${id}-days`}
          value={String(values.lookAgainDays)}
          onChange={(event) => write({ lookAgainDays: Number(event.currentTarget.value) })}
        >
          {[30, 90, 180, 365].map((days) => (
            <option key={days} value={String(days)}>
              {faq.days[String(days) as '30']}
            </option>
          ))}
        </select>
      </Field>
      <p class="hint">{faq.noPersons}</p>
      {isBehind && (
        <Behind
          accept={() => {
            problem.value = undefined;
            draft.accept();
          }}
        />
      )}
      {problem.value === 'unreachable' ? (
        <p class="alert" role="alert">
          {shell.unreachable}
        </p>
      ) : (
        problem.value !== undefined && !isBehind && <ProblemNote problem={problem.value} />
      )}
      <p class="row">
        <button type="submit" class="btn btn-main" disabled={isSending.value || isBehind}>
          {faq.submit}
        </button>
        {draft.isTyped && (
          <button type="button" class="btn btn-quiet" onClick={() => draft.forget()}>
            {faq.forget}
          </button>
        )}
      </p>
    </form>
  );
}
