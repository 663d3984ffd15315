import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { ask, changed } from '../../api/api.ts';
import type { Problem, ShownRosterChange } from '../../api/shapes.ts';
import { loadStation } from '../../api/station.ts';
import { ProblemNote } from '../../components/parts.tsx';
import { words } from '../../text/words.ts';
import { Behind } from './behind.tsx';

export interface RosterRequest {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Trouble = Signal<Problem | 'unreachable' | undefined>;

interface PreviewedChangeProps {
  readonly request: RosterRequest;
  /** The version that the person saw when they began, and the one of now. */
  readonly seen: number;
  readonly version: number;
  readonly trouble: Trouble;
  /** The person looked at what is entered now. */
  readonly accept: () => void;
  readonly done: () => void;
  readonly cancel: () => void;
  readonly children?: ComponentChildren;
}

/**
 * A change of the roster in two steps: first the API says what it would bring about, then it is done. Whatever is typed
 * in between begins with the first step again.
 */
export function PreviewedChange(props: PreviewedChangeProps) {
  const { request, seen, version, trouble, accept, done, cancel, children } = props;
  const { roster, shell } = words();
  const looked = useSignal<{ readonly at: string; readonly answer: ShownRosterChange } | undefined>(
    undefined,
  );
  const isSending = useSignal(false);
  const asked = JSON.stringify([request.body, seen]);
  const answer = looked.value?.at === asked ? looked.value.answer : undefined;
  const isBehind = seen !== version;

  const send = async (): Promise<void> => {
    if (isSending.value || isBehind) return;
    isSending.value = true;
    const preview = answer === undefined;
    const body = { ...request.body, preview, expectedVersion: seen };
    const given = await ask<ShownRosterChange>(request.method, request.path, { body });
    isSending.value = false;
    trouble.value =
      given.kind === 'problem' ? given.problem : given.kind === 'unreachable' ? 'unreachable' : undefined;
    // Somebody else was faster: what is entered now is shown before anything is changed.
    if (given.kind === 'problem' && given.problem.code === 'settings-moved') changed();
    if (given.kind !== 'done') return;
    if (preview) {
      looked.value = { at: asked, answer: given.body };
      return;
    }
    changed();
    void loadStation();
    done();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
      {isBehind && (
        <Behind
          accept={() => {
            trouble.value = undefined;
            accept();
          }}
        />
      )}
      {answer !== undefined && <Warnings of={answer} />}
      {!isBehind && <TroubleNote trouble={trouble} />}
      <p class="row">
        <button type="submit" class="btn btn-main" disabled={isBehind || isSending.value}>
          {answer === undefined ? roster.look : answer.warnings.length === 0 ? roster.do : roster.doAnyway}
        </button>
        <button type="button" class="btn btn-quiet" onClick={cancel}>
          {shell.cancel}
        </button>
        <span class="hint">{roster.lookHint}</span>
      </p>
    </form>
  );
}

function Warnings({ of: { warnings } }: { readonly of: ShownRosterChange }) {
  const { roster } = words();
  if (warnings.length === 0) {
    return (
      <p class="good" role="status">
        {roster.noWarnings}
      </p>
    );
  }
  return (
    <div class="alert warnings" role="alert">
      <p>{roster.warned}</p>
      <ul>
        {warnings.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function TroubleNote({ trouble: { value } }: { readonly trouble: Trouble }) {
  if (value === undefined) return null;
  if (value !== 'unreachable') return <ProblemNote problem={value} />;
  return (
    <p class="alert" role="alert">
      {words().shell.unreachable}
    </p>
  );
}

/** What the API says of a field of the form. */
export const errorOf = ({ value }: Trouble, field: string): string | undefined =>
  typeof value === 'object' ? value.errors?.find((error) => error.field === field)?.message : undefined;
