import { draftOf, writeDraft } from './drafts.ts';

/** A form as a draft: what was typed, and the version of what it changes on which it was begun. */
export interface FormDraft<T> {
  readonly values: T;
  /** Whether anything was typed since what is shown came. */
  readonly isTyped: boolean;
  /** The version that the person saw when they began to type. */
  readonly seen: number | string | undefined;
  readonly write: (values: T) => void;
  /** The person looked at the version of now, and keeps what they typed, or what becomes of it there. */
  readonly accept: (values?: T) => void;
  /** Drops what was typed; with what was sent, unless somebody wrote on meanwhile. */
  readonly forget: (sent?: T) => void;
}

interface Kept<T> {
  readonly values: T;
  readonly seen?: number | string | undefined;
}

/**
 * The draft of a form of several fields.
 * @param shown how the form begins, from the answer that is shown
 * @param version of that answer
 */
export function formDraft<T>(
  about: string,
  box: string,
  shown: T,
  version: number | string | undefined,
): FormDraft<T> {
  const text = draftOf(about, box).value;
  const { values, seen }: Kept<T> = text === '' ? { values: shown, seen: version } : JSON.parse(text);
  const keep = (kept: Kept<T>): void => writeDraft(about, box, JSON.stringify(kept));
  return {
    values,
    isTyped: text !== '',
    seen,
    write: (typed) => keep({ values: typed, seen }),
    accept: (rebased = values) => keep({ values: rebased, seen: version }),
    forget(sent) {
      const { values: now }: Partial<Kept<T>> = JSON.parse(draftOf(about, box).peek() || '{}');
      if (sent === undefined || now === undefined || JSON.stringify(now) === JSON.stringify(sent)) {
        writeDraft(about, box, '');
      }
    },
  };
}
