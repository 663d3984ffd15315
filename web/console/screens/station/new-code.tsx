import { useSignal } from '@preact/signals';
import { ask, changed } from '../../api/api.ts';
import type { Problem } from '../../api/shapes.ts';
import { loadStation } from '../../api/station.ts';
import { Field, ProblemNote } from '../../components/parts.tsx';
import { draftOf, writeDraft } from '../../session/drafts.ts';
import { typedMax } from '../../text/typed-max.ts';
import { say, words } from '../../text/words.ts';
import { PosterButton } from './poster-button.tsx';

interface NewCodeProps {
  readonly place: string;
  readonly close: () => void;
}

/** Gives a place a new code, and then offers its poster, since the one on the wall says from now on that it is old. */
export function NewCode({ place, close }: NewCodeProps) {
  const { places: sentences, shell } = words();
  const code = useSignal<string | undefined>(undefined);
  if (code.value === undefined) {
    return (
      <ReasonForm
        place={place}
        close={close}
        take={(given) => {
          code.value = given;
        }}
      />
    );
  }
  return (
    <>
      <p role="status">{say(sentences.replaced, { code: code.value })}</p>
      <div class="row">
        <PosterButton place={code.value} label={sentences.openPoster} />
        <button type="button" class="btn btn-quiet" onClick={close}>
          {shell.close}
        </button>
      </div>
    </>
  );
}

function ReasonForm({ place, close, take }: NewCodeProps & { readonly take: (code: string) => void }) {
  const { places: sentences, shell } = words();
  const reason = draftOf('places', place);
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const isSending = useSignal(false);
  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    const path = `/v1/office/places/${encodeURIComponent(place)}/code`;
    const body = { reason: reason.value.trim() };
    const answer = await ask<{ readonly place: string }>('POST', path, { body });
    isSending.value = false;
    if (answer.kind !== 'done') {
      problem.value = answer.kind === 'problem' ? answer.problem : 'unreachable';
      return;
    }
    writeDraft('places', place, '');
    changed();
    void loadStation();
    take(answer.body.place);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{sentences.newCodeHint}</p>
      <Field id="code-reason" label={sentences.reason} hint={sentences.reasonHint}>
        <input
          class="input"
          id="code-reason"
          maxLength={typedMax(200)}
          required
          value={reason.value}
          onInput={(event) => writeDraft('places', place, event.currentTarget.value)}
        />
      </Field>
      {problem.value === 'unreachable' ? (
        <p class="alert" role="alert">
          {shell.unreachable}
        </p>
      ) : (
        problem.value !== undefined && <ProblemNote problem={problem.value} />
      )}
      <p class="row">
        <button type="submit" class="btn btn-main" disabled={isSending.value}>
          {sentences.replace}
        </button>
        <button type="button" class="btn btn-quiet" onClick={close}>
          {shell.cancel}
        </button>
      </p>
    </form>
  );
}
