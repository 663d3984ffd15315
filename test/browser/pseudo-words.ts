import { en } from '../../shared/locales/en/en.ts';
import { type Part, partsOf, sentenceOf } from '../../shared/locales/message.ts';
import type { Words } from '../../shared/locales/words.ts';

/** Relative growth of a sentence: about what translations need. */
export const LONGER = 0.4;

const plain = 'AEINOUYaceinouy';
const accented = 'ÅÉÎÑÖÛÝåçéîñöûý';

const accent = (text: string): string =>
  [...text].map((letter) => accented[plain.indexOf(letter)] ?? letter).join('');

/**
 * A pseudo-translation: accented, 40 % longer and in brackets. A page then shows what does not fit (the closing bracket is
 * cut off) and what does not come from a catalogue (it has no brackets). Placeholders and plural forms stay unchanged.
 */
export function pseudo(sentence: string): string {
  const [, before = '', content = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(sentence) ?? [];
  const parts = partsOf(content);
  if (!/\p{L}/u.test(wordsIn(parts))) return sentence;
  const translated = sentenceOf(accentedIn(parts));
  return `${before}[${translated}${padding(Math.ceil(wordsIn(parts).length * LONGER))}]${after}`;
}

/** The longest possible text: of each choice the longest branch. */
const wordsIn = (parts: readonly Part[]): string =>
  parts
    .map((part) => {
      if ('words' in part) return part.words;
      if (!('choice' in part)) return '';
      return [...part.choice.branches.values()].map(wordsIn).sort((a, b) => b.length - a.length)[0] ?? '';
    })
    .join('');

const accentedIn = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => {
    if ('words' in part) return { words: accent(part.words) };
    if (!('choice' in part)) return part;
    const { branches, ...choice } = part.choice;
    const translated = [...branches].map(([name, inner]) => [name, accentedIn(inner)] as const);
    return { choice: { ...choice, branches: new Map(translated) } };
  });

/** Made of words where long enough, so that lines can break: ` öñé twö`. */
const padding = (length: number): string =>
  (length < 3 ? 'öñé' : ' öñé twö thréé föûr'.repeat(length)).slice(0, length).replace(/ $/, 'ö');

/** The pseudo-translation of a whole catalogue. */
export function pseudoOf<Catalogue>(catalogue: Catalogue): Catalogue {
  if (typeof catalogue === 'string') return pseudo(catalogue) as Catalogue;
  return Object.fromEntries(
    Object.entries(catalogue as object).map(([name, inner]) => [name, pseudoOf(inner)]),
  ) as Catalogue;
}

export const pseudoWords: Words = { ...pseudoOf<Words>(en), language: 'en' };

/** Replaces English by the pseudo-translation on every page of this process, until the returned function is called. */
export function speakPseudo(): () => void {
  const english = { ...en };
  Object.assign(en, pseudoWords);
  return () => void Object.assign(en, english);
}
