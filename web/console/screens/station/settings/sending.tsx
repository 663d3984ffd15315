import { type Signal, useSignal } from '@preact/signals';
import { ask, changed } from '../../../api/api.ts';
import type { Problem } from '../../../api/shapes.ts';
import { ProblemNote } from '../../../components/parts.tsx';
import { words } from '../../../text/words.ts';

type Trouble = Signal<Problem | 'unreachable' | undefined>;

/** Sends one thing at a time, and keeps what was wrong with it. */
export function useSending() {
  const trouble: Trouble = useSignal(undefined);
  const isSending = useSignal(false);
  const send = async <T,>(path: string, body: object): Promise<T | undefined> => {
    if (isSending.value) return undefined;
    isSending.value = true;
    const answer = await ask<T>('POST', path, { body });
    isSending.value = false;
    trouble.value =
      answer.kind === 'problem' ? answer.problem : answer.kind === 'unreachable' ? 'unreachable' : undefined;
    // Somebody else was faster: what they published is shown before anything is replaced.
    if (answer.kind === 'problem' && answer.problem.code === 'settings-moved') changed();
    return answer.kind === 'done' ? answer.body : undefined;
  };
  return { trouble, isSending, send };
}

export function TroubleNote({ trouble: { value } }: { readonly trouble: Trouble }) {
  if (value === undefined) return null;
  if (value !== 'unreachable') return <ProblemNote problem={value} />;
  return (
    <p class="alert" role="alert">
      {words().shell.unreachable}
    </p>
  );
}
