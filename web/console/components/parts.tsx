import { type ComponentChildren, cloneElement, isValidElement } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { busy } from '../api/api.ts';
import type { Problem } from '../api/shapes.ts';
import { plateOf } from '../api/station.ts';
import { say, words } from '../text/words.ts';

/** The door plate of a place. */
export const Plate = (row: { readonly place: string; readonly building: string }) => (
  <span class="chip">{plateOf(row)}</span>
);

/** `482 7193`: a number as people read it out. */
export const spacedReference = (reference: string): string => reference.replace(/^(\d{3})(\d{4})$/, '$1 $2');

export const Tag = ({
  tone,
  children,
}: {
  readonly tone: 'late' | 'soon' | 'ok' | 'idle';
  readonly children: ComponentChildren;
}) => <span class={`tag tag-${tone}`}>{children}</span>;

/** A sentence about what went wrong, which is read out at once. */
export const ProblemNote = ({ problem }: { readonly problem: Problem }) => {
  const { shell } = words();
  const request = problem.instance.replace('urn:huiying:request:', '');
  const sentence =
    problem.status === 404
      ? shell.notThere
      : problem.detail || problem.title || say(shell.failed, { request: request || problem.code });
  return (
    <p class="alert" role="alert">
      {sentence}
    </p>
  );
};

/** Shown while an answer that somebody waits for takes longer than a moment; the style holds it back for a second. */
export const Progress = () =>
  busy.value > 0 ? (
    <div role="status">
      <div class="progress" role="progressbar" aria-label={words().shell.loading}>
        <i />
      </div>
    </div>
  ) : null;

/** A dialog over the page: Escape closes it, and focus goes back to where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

/** A field with its label, and what is wrong with it, which a screen reader says with the field. */
export const Field = ({
  id,
  label,
  hint,
  error,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}) => (
  <div class={error === undefined ? 'field' : 'field is-bad'}>
    <label class="label" for={id}>
      {label} {hint !== undefined && <span class="opt">{hint}</span>}
    </label>
    {error !== undefined && (
      <p class="err" id={`${id}-error`}>
        {error}
      </p>
    )}
    {error !== undefined && isValidElement(children)
      ? cloneElement(children, { 'aria-invalid': true, 'aria-describedby': `${id}-error` })
      : children}
  </div>
);

/** A text of somebody. Its direction is its own, and none of its controls reaches beyond it. */
export const Said = ({ text, kind }: { readonly text: string; readonly kind: string }) => (
  <p class={`said ${kind}`} dir="auto">
    {text}
  </p>
);
