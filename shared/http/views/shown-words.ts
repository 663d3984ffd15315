import type { OpenedText } from '../../cases/reading/open-text.ts';

interface ShownWords {
  readonly text?: string;
  readonly erased?: true;
  readonly damaged?: true;
}

/** A text that its reader may read, or why there is none. */
export function shownWords({
  text,
  damaged,
}: {
  readonly text: OpenedText['text'];
  readonly damaged?: OpenedText['damaged'] | undefined;
}): ShownWords {
  if (damaged) return { damaged };
  return text === undefined ? { erased: true } : { text };
}
