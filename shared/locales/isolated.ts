import { closeBidi } from './close-bidi.ts';

/** Letters written from right to left, and the characters that control direction. */
const DIRECTED =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name or text within a sentence without markup, such as a message: whatever its direction, the words around it keep
 * theirs. A text that no reader shows from right to left stays as it is.
 */
export const isolated = (text: string): string =>
  DIRECTED.test(text) ? `\u2068${closeBidi(text)}\u2069` : text;
