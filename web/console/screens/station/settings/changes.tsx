import { Icon } from '../../../components/icon.tsx';
import { say } from '../../../text/words.ts';
import { valueAt } from './content.ts';
import { concerns, type Fault, type Form } from './form.ts';
import { settingsWords } from './settings-words.ts';
import type { ShownChange } from './shown-changes.ts';

interface ChangesProps {
  readonly form: Form;
  readonly changes: readonly ShownChange[];
  /** Leads to the field in the form. */
  readonly show: (groupId: string) => void;
}

/** What is changed, in words, each with its way back; what may not be published says why, in its place. */
export function Changes({ form, changes, show }: ChangesProps) {
  const { changes: words } = settingsWords();
  const others = refusals(form.faults).filter(({ path }) => !changes.some((one) => concerns(one.path, path)));
  return (
    <section class="panel" aria-labelledby="changes">
      <h2 id="changes" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="hint">{changes.length === 0 ? words.none : words.hint}</p>
      <ol class="set-changes">
        {changes.map((change) => (
          <Change key={change.path} form={form} change={change} show={show} />
        ))}
        {others.map((fault) => (
          <li key={`${fault.path} ${fault.sentence}`} class="no">
            <Refusal sentence={fault.sentence} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One sentence for each place: several statuses may depend on the same field. */
export const refusals = (faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(({ path }, index) => faults.findIndex((one) => one.path === path) === index);

function Change({ form, change, show }: Omit<ChangesProps, 'changes'> & { readonly change: ShownChange }) {
  const { changes: words } = settingsWords();
  const { path, title, group, before, after } = change;
  const [fault] = form.faults.filter((one) => concerns(one.path, path));
  const undo = (): void => form.set(path, valueAt(form.before, path));
  return (
    <li class={fault === undefined ? undefined : 'no'}>
      <div class="change-head">
        <h3>
          {group === undefined ? (
            title
          ) : (
            <button type="button" class="as-link" onClick={() => show(group.id)}>
              {title}
            </button>
          )}
        </h3>
        <button type="button" class="as-link" aria-label={`${words.undo} ${title}`} onClick={undo}>
          {words.undo}
        </button>
      </div>
      <div class="set-diff">
        <p class="old">
          <small>{words.now}</small> <s>{before}</s>
        </p>
        <Icon of="forward" />
        <p class={fault === undefined ? 'new' : 'new is-bad'}>
          <small>{words.next}</small> <b>{after}</b>
        </p>
      </div>
      {fault !== undefined && (
        <Refusal sentence={sentenceOf(fault, group !== undefined)}>
          <p class="row">
            <button type="button" class="btn btn-s" onClick={undo}>
              {say(words.undoTo, { value: before })}
            </button>
          </p>
        </Refusal>
      )}
    </li>
  );
}

/** A path is no sentence where the form has the field. */
const sentenceOf = ({ code, sentence }: Fault, isInForm: boolean): string =>
  code === 'wrong-shape' && isInForm ? settingsWords().form.fill : sentence;

function Refusal({
  sentence,
  children,
}: {
  readonly sentence: string;
  readonly children?: preact.ComponentChildren;
}) {
  return (
    <div class="refusal" role="alert">
      <p>
        <b>{settingsWords().changes.refused}</b> {sentence}
      </p>
      {children}
    </div>
  );
}
