import { en } from '../../shared/locales/en/en.ts';
import { type Part, partsOf, sentenceOf } from '../../shared/locales/message.ts';
import type { Words } from '../../shared/locales/words.ts';

/** How much longer than English a sentence becomes: about as much as other languages need. */
export const LONGER = 0.4;

const plain = 'AEINOUYaceinouy';
const accented = 'ÅÉÎÑÖÛÝåçéîñöûý';

const accent = (text: string): string =>
  [...text].map((letter) => accented[plain.indexOf(letter)] ?? letter).join('');

/**
 * A sentence in a language that nobody speaks: accented, 40 % longer and in brackets, so that a page shows at once
 * what does not fit (its closing bracket is cut off) and what does not come from a catalogue (it has none). Values
 * keep their places and plurals their forms: only words are changed.
 */
export function pseudo(sentence: string): string {
  const [, before = '', said = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(sentence) ?? [];
  const parts = partsOf(said);
  if (!/\p{L}/u.test(wordsIn(parts))) return sentence;
  const foreign = sentenceOf(accentedIn(parts));
  return `${before}[${foreign}${padding(Math.ceil(wordsIn(parts).length * LONGER))}]${after}`;
}

/** What a reader reads at most: of each choice its longest branch. */
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
    const foreign = [...branches].map(([name, inner]) => [name, accentedIn(inner)] as const);
    return { choice: { ...choice, branches: new Map(foreign) } };
  });

/** In words where there is room for some, so that a line can be broken: ` öñé twö`. */
const padding = (length: number): string =>
  (length < 3 ? 'öñé' : ' öñé twö thréé föûr'.repeat(length)).slice(0, length).replace(/ $/, 'ö');

/** A whole catalogue in that language, made of another one. */
export function pseudoOf<Catalogue>(catalogue: Catalogue): Catalogue {
  if (typeof catalogue === 'string') return pseudo(catalogue) as Catalogue;
  return Object.fromEntries(
    Object.entries(catalogue as object).map(([name, inner]) => [name, pseudoOf(inner)]),
  ) as Catalogue;
}

export const pseudoWords: Words = { ...pseudoOf<Words>(en), language: 'en' };

/** Lets every page of this process that would be English speak it, until what it gives is called. */
export function speakPseudo(): () => void {
  const english = { ...en };
  Object.assign(en, pseudoWords);
  return () => void Object.assign(en, english);
}
