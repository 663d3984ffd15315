import { onFirstUse } from '../engine/on-first-use.ts';

// All of these are made on first use. The segmenter takes as long as a tenth of a cold start, and a literal of a pattern with
// classes of Unicode is read when its module is parsed, from Node's tables of all characters. Most functions count none.

/** Splits a text into what a reader sees as one character: a letter with its marks, a syllable, an emoji. */
const graphemes = onFirstUse(() => new Intl.Segmenter('und', { granularity: 'grapheme' }));

/** Characters that leave nothing to see: unseen by definition, blank, or a mark without anything to sit on. */
const unseen = onFirstUse(() => /[\s\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu);

/** A letter, a digit or a character of a script: what words are made of. */
const ofWords = onFirstUse(() => /[\p{L}\p{N}]/u);

const punctuation = onFirstUse(() => /^\p{P}$/u);

/**
 * How many characters a person can read as words, with the punctuation of a sentence: one mark behind a word counts, a
 * row of them does not. Whitespace, invisible characters, lone marks, punctuation alone and emoji do not count: an old
 * telephone shows an emoji as an empty box, and a full stop says nothing.
 */
export function readableCharacters(text: string): number {
  let count = 0;
  let isBehindWord = false;
  for (const { segment } of graphemes().segment(text)) {
    const seen = segment.replace(unseen(), '');
    const isOfWord = ofWords().test(seen);
    if (isOfWord || (isBehindWord && punctuation().test(seen))) count += 1;
    isBehindWord = isOfWord;
  }
  return count;
}

/**
 * Whether a text shows nothing at all. What a resident sends need not have words: in an emergency "！！！" or one emoji
 * is something, and the report is received.
 */
export const isBlank = (text: string): boolean => text.replace(unseen(), '') === '';
