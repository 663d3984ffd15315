import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../../api/api.ts';
import type { Problem, ShownRevealed } from '../../api/shapes.ts';
import { ProblemNote } from '../../components/parts.tsx';
import { words } from '../../text/words.ts';

/** The one thing of a case that somebody wants to see. */
type Asked =
  | { readonly what: 'contact' }
  | { readonly what: 'text'; readonly version: number; readonly index: number };

/**
 * What the API shows only to who asks, and then records. It is held here alone, so it is gone when the case is closed, and
 * asked for once: looking at it again on the same screen is not another read.
 */
export function useReveal(caseId: string, asked: Asked) {
  const shown = useSignal<ShownRevealed | undefined>(undefined);
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const isAsking = useSignal(false);
  const reveal = async (): Promise<void> => {
    if (isAsking.value || shown.value !== undefined) return;
    isAsking.value = true;
    problem.value = undefined;
    const path = `/v1/office/cases/${encodeURIComponent(caseId)}/reveal`;
    const answer = await ask<ShownRevealed>('POST', path, { body: asked });
    isAsking.value = false;
    if (answer.kind === 'done') shown.value = answer.body;
    else problem.value = answer.kind === 'problem' ? answer.problem : 'unreachable';
  };
  return { shown, problem, isAsking, reveal };
}

type Revealing = ReturnType<typeof useReveal>;

/** The button that asks, and what went wrong; nothing is shown before the answer is there. */
export function RevealButton({
  of: { problem, isAsking, reveal },
  label,
  about,
}: {
  readonly of: Revealing;
  readonly label: string;
  /** What it opens, for who hears the button alone. */
  readonly about: string;
}) {
  return (
    <>
      <button
        type="button"
        class="btn btn-s btn-quiet"
        aria-label={`${label} · ${about}`}
        disabled={isAsking.value}
        onClick={() => void reveal()}
      >
        {label}
      </button>
      {problem.value === 'unreachable' && (
        <span class="hint" role="alert">
          {words().shell.unreachable}
        </span>
      )}
      {problem.value !== undefined && problem.value !== 'unreachable' && (
        <ProblemNote problem={problem.value} />
      )}
    </>
  );
}

/** Takes the focus from the button that is gone to what it opened, so that a screen reader says it. */
export function useFocusWhenShown<E extends HTMLElement>(isShown: boolean) {
  const element = useRef<E>(null);
  const wasShown = useRef(isShown);
  useEffect(() => {
    if (isShown && !wasShown.current) element.current?.focus();
    wasShown.current = isShown;
  }, [isShown]);
  return element;
}
