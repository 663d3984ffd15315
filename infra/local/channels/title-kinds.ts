import { languages } from '../../../shared/engine/language.ts';
import { onFirstUse } from '../../../shared/engine/on-first-use.ts';
import { wordsOfNotices } from '../../../shared/locales/words-of-notices.ts';

/** Titles of all kinds of messages, as patterns of what may stand in them. */
const titles = onFirstUse((): readonly { readonly kind: string; readonly pattern: RegExp }[] =>
  languages.flatMap((language) =>
    Object.entries(wordsOfNotices(language).notices.kinds).map(([kind, { title }]) => ({
      kind,
      pattern: new RegExp(
        `^${title
          .split(/\{\w+\}/)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*')}$`,
      ),
    })),
  ),
);

/** The kind of message that has a title, in any language; undefined for a title of none. */
export const kindOfTitle = (title: string): string | undefined =>
  titles().find(({ pattern }) => pattern.test(title))?.kind;
