import { useSignal } from '@preact/signals';
import { changed } from '../../../api/api.ts';
import type { ShownComparison, ShownSettings } from '../../../api/shapes.ts';
import { loadStation, station } from '../../../api/station.ts';
import type { SettingsKind } from '../../../route.ts';
import { formDraft } from '../../../session/form-draft.ts';
import { say } from '../../../text/words.ts';
import { Behind } from '../behind.tsx';
import { Changes, refusals } from './changes.tsx';
import { type Content, onTopOf, withoutVersion, withValue } from './content.ts';
import { withTyped } from './field.ts';
import { FileForm } from './file-form.tsx';
import type { Form } from './form.ts';
import { GroupChoice, showGroup } from './group-choice.tsx';
import { groupsOf } from './groups-of.ts';
import { PublishForm } from './publish-form.tsx';
import { TroubleNote, useSending } from './sending.tsx';
import { settingsWords } from './settings-words.ts';
import { type ShownChange, shownChanges } from './shown-changes.ts';
import { Trial } from './trial.tsx';

interface EditorProps {
  readonly kind: SettingsKind;
  readonly of: ShownSettings;
}

/** What is typed, as the content that it makes. */
interface Values {
  readonly content: Content;
  /** What it was made from, so that nobody else's change is taken back with it. */
  readonly base: Content;
  readonly name: string;
  readonly reason: string;
}

/** What the API said of content, which holds only as long as it is not changed. */
interface Looked {
  readonly text: string;
  readonly answer: ShownComparison;
}

/** The settings as a form: who may not change them reads them in it. */
export function SettingsEditor({ kind, of }: EditorProps) {
  const isReadOnly = station().me.role !== 'chief';
  const before = withoutVersion(of.content ?? {});
  const draft = formDraft<Values>(
    'settings',
    `form-${kind}`,
    { content: before, base: before, name: '', reason: '' },
    of.version,
  );
  const looked = useSignal<Looked | undefined>(undefined);
  const published = useSignal<string | undefined>(undefined);
  const sending = useSending();
  const { values } = draft;
  const context = { before, channelKinds: of.kinds ?? [] };
  const content = isReadOnly ? before : values.content;
  const text = JSON.stringify(content);
  const answer = looked.value?.text === text ? looked.value.answer : undefined;
  const groups = groupsOf(kind, content, context);
  const changes = shownChanges(
    { content: before, groups: groupsOf(kind, before, context) },
    { content, groups },
  );
  const write = (given: Partial<Values>): void => {
    published.value = undefined;
    draft.write({ ...values, ...given });
  };
  const form: Form = {
    content,
    before,
    groups,
    isReadOnly,
    faults: answer?.faults ?? [],
    type: (field, typed) => write({ content: withTyped(content, field, typed) }),
    set: (path, value) => write({ content: withValue(content, path, value) }),
  };
  const isBehind = draft.isTyped && draft.seen !== of.version;
  const look = async (): Promise<void> => {
    const found = await sending.send<ShownComparison>(`/v1/office/${kind}/preview`, { content });
    if (found !== undefined) looked.value = { text, answer: found };
  };
  const publish = async (): Promise<void> => {
    const { name, reason } = values;
    const seen = draft.seen === undefined ? {} : { expectedVersion: draft.seen };
    const done = await sending.send<{ readonly version: string }>(`/v1/office/${kind}`, {
      ...{ content, name, reason },
      ...seen,
    });
    if (done === undefined) return;
    draft.forget(values);
    published.value = done.version;
    changed();
    void loadStation();
  };
  const words = settingsWords();
  if (isReadOnly) {
    return (
      <>
        <p class="hint">{words.readOnly}</p>
        <GroupChoice kind={kind} form={form} />
        <FileForm kind={kind} content={of.content ?? {}} />
      </>
    );
  }
  return (
    <>
      <Lead version={of.version} changes={changes} answer={answer} />
      <GroupChoice kind={kind} form={form} />
      {isBehind && (
        <Behind
          accept={() => {
            // What the API said was said of the version before.
            looked.value = undefined;
            sending.trouble.value = undefined;
            const { base = before } = values;
            draft.accept({ ...values, base: before, content: onTopOf(before, base, values.content) });
          }}
        />
      )}
      <div class="set-cols">
        <Changes form={form} changes={changes} show={(group) => showGroup(kind, group)} />
        <Trial
          answer={answer}
          isReplayed={kind !== 'channels'}
          look={() => void look()}
          isBlocked={isBehind || sending.isSending.value || changes.length === 0}
        />
      </div>
      <TroubleNote trouble={sending.trouble} />
      <p role="status">
        {published.value !== undefined && (
          <span class="good">{say(words.publish.done, { version: published.value })}</span>
        )}
      </p>
      <PublishForm
        kind={kind}
        next={answer?.next}
        name={values.name}
        reason={values.reason}
        type={write}
        blocked={blockedBy({ changes, answer, values, isBehind })}
        publish={() => void publish()}
      />
      {draft.isTyped && (
        <p class="row">
          <button type="button" class="btn btn-quiet" onClick={() => draft.forget()}>
            {words.changes.forget}
          </button>
        </p>
      )}
      <FileForm
        kind={kind}
        content={{ ...(of.version !== undefined && { version: of.version }), ...content }}
        take={(given) => write({ content: withoutVersion(given) })}
      />
    </>
  );
}

interface State {
  readonly changes: readonly ShownChange[];
  readonly answer: ShownComparison | undefined;
  readonly values: Values;
  readonly isBehind: boolean;
}

/** Why nothing can be published yet: said beside the button. */
function blockedBy({ changes, answer, values, isBehind }: State): string | undefined {
  const { publish } = settingsWords();
  if (changes.length === 0) return publish.notChanged;
  if (isBehind) return publish.behind;
  if (answer === undefined) return publish.notLooked;
  if (!answer.publishable) return publish.notFine;
  if (values.name.trim() === '' || values.reason.trim() === '') return publish.notNamed;
  return undefined;
}

interface LeadProps extends Pick<State, 'changes' | 'answer'> {
  readonly version: string | undefined;
}

/** One sentence: what is changed, and whether it may be published. */
function Lead({ version, changes, answer }: LeadProps) {
  const { lead } = settingsWords();
  const count = { changes: changes.length };
  if (changes.length === 0) {
    return <p class="lead">{version === undefined ? lead.none : say(lead.inUse, { version })}</p>;
  }
  return (
    <div class="set-lead">
      <p class="lead">
        <Verdict answer={answer} count={count} />
      </p>
      <button type="button" class="as-link" onClick={() => document.getElementById('changes')?.focus()}>
        {lead.see}
      </button>
    </div>
  );
}

interface VerdictProps {
  readonly answer: ShownComparison | undefined;
  readonly count: { readonly changes: number };
}

function Verdict({ answer, count }: VerdictProps) {
  const { lead } = settingsWords();
  if (answer === undefined) return <>{say(lead.changed, count)}</>;
  if (answer.publishable) return <>{say(lead.fine, count)}</>;
  const refused = refusals(answer.faults);
  const isEndless = refused.every(({ code }) => code === 'no-next-step');
  return (
    <>
      {say(lead.some, count)}{' '}
      <span class="bad">{say(isEndless ? lead.endless : lead.bad, { faults: refused.length })}</span>
    </>
  );
}
