import { useSignal } from '@preact/signals';
import { ask } from '../../api/api.ts';
import type { Problem } from '../../api/shapes.ts';
import { ProblemNote } from '../../components/parts.tsx';
import { words } from '../../text/words.ts';

interface PosterButtonProps {
  readonly place: string;
  /** The posters of all places in one document. */
  readonly all?: boolean;
  readonly label: string;
  /** Whose poster, for who does not see where the button is. */
  readonly about?: string;
}

/** Opens a poster in a tab of its own. Its link opens once, so each press asks for another. */
export function PosterButton({ place, all = false, label, about }: PosterButtonProps) {
  const { places: sentences, shell } = words();
  const problem = useSignal<Problem | 'unreachable' | undefined>(undefined);
  const blocked = useSignal<string | undefined>(undefined);
  const open = async (): Promise<void> => {
    // Browsers let a page open a tab only at once; the address comes later.
    const tab = window.open('', '_blank');
    const path = `/v1/office/posters/${encodeURIComponent(place)}${all ? '?all=1' : ''}`;
    const answer = await ask<{ readonly url: string }>('GET', path);
    problem.value = undefined;
    blocked.value = undefined;
    if (answer.kind !== 'done') {
      tab?.close();
      problem.value = answer.kind === 'problem' ? answer.problem : 'unreachable';
    } else if (tab === null) {
      blocked.value = answer.body.url;
    } else {
      tab.opener = null;
      tab.location.replace(answer.body.url);
    }
  };
  return (
    <>
      <button
        type="button"
        aria-label={about === undefined ? undefined : `${label} ${about}`}
        class={all ? 'btn btn-main' : 'btn btn-s'}
        onClick={() => void open()}
      >
        {label}
      </button>
      {blocked.value !== undefined && (
        <a
          class="btn btn-s"
          href={blocked.value}
          target="_blank"
          rel="noreferrer"
          onClick={() => {
            blocked.value = undefined;
          }}
        >
          {sentences.openPoster}
        </a>
      )}
      {problem.value === 'unreachable' ? (
        <p class="alert" role="alert">
          {shell.unreachable}
        </p>
      ) : (
        problem.value !== undefined && <ProblemNote problem={problem.value} />
      )}
    </>
  );
}
