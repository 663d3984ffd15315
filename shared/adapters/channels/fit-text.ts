import { onFirstUse } from '../../engine/on-first-use.ts';
import type { ChannelLimits } from './channel-adapter.ts';
import { isGsm7, smsParts } from './sms-parts.ts';

type Length = ChannelLimits['length'];

/** A longer title is cut, where it is a field of its own: it is one line on a lock screen. */
export const TITLE_LENGTH: Length = { max: 300, unit: 'bytes' };

/** Loads tables of the language data, which a function that sends nothing long never needs. */
const graphemes = onFirstUse(() => new Intl.Segmenter('und', { granularity: 'grapheme' }));

/**
 * A text's length in a channel's units. A character is a UTF-16 code unit: of the ways in which providers count, the one
 * that counts most.
 */
export function lengthIn(unit: Length['unit'], text: string): number {
  if (unit === 'bytes') return Buffer.byteLength(text);
  return unit === 'characters' ? text.length : smsParts(text);
}

/** No text has more code units than this within the limit, whatever they are. */
const unitsMax = ({ max, unit }: Length) => (unit === 'sms-parts' ? max * 160 : max);

/**
 * Cuts a text so that a channel takes it. What is left out is the end, from the border of a grapheme on, and an ellipsis
 * stands for it. What must be kept, such as the number of the case or the link, is never cut: where it does not stand in
 * what is left of the text, or never did, it follows on a line of its own.
 * @returns `undefined` if not even that has room
 */
export function fitText(text: string, keep: readonly string[], limit: Length): string | undefined {
  const fits = (candidate: string) => lengthIn(limit.unit, candidate) <= limit.max;
  const whole = text + lines(absentFrom(text, keep));
  if (fits(whole)) return whole;
  const ends = borders(text, unitsMax(limit));
  const ellipsis = isGsm7(text + keep.join('')) ? '...' : '…';
  let missing = keep;
  for (;;) {
    const tail = ellipsis + lines(missing);
    if (!fits(tail)) return undefined;
    const end = longest(ends, (border) => fits(text.slice(0, border) + tail));
    const kept = wholeOf(text, end, keep);
    const absent = absentFrom(kept, keep);
    // What stands in the text needs no line below it, which leaves room for more of the text.
    if (absent.length >= missing.length) return kept + tail;
    missing = absent;
  }
}

const absentFrom = (text: string, keep: readonly string[]) => keep.filter((part) => !text.includes(part));

const lines = (parts: readonly string[]) => (parts.length === 0 ? '' : `\n${parts.join('\n')}`);

/** Where a text may end: after each grapheme that begins and ends within the first `max` code units. */
function borders(text: string, max: number): readonly number[] {
  const ends = [0];
  // One more unit, so that a grapheme that goes on after the last one is seen to do so.
  for (const { index } of graphemes().segment(text.slice(0, max + 1))) if (index > 0) ends.push(index);
  return ends;
}

/** The last border that fits: as a text grows it never fits again once it did not. */
function longest(ends: readonly number[], fits: (end: number) => boolean): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(ends[middle] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return ends[low] ?? 0;
}

/** The beginning of a text up to a place, without blanks at its end; up to before a part that must be kept, if the place is within it. */
function wholeOf(text: string, end: number, keep: readonly string[]): string {
  let cut = end;
  for (const part of keep) {
    const at = text.lastIndexOf(part, cut);
    if (at >= 0 && at < cut && at + part.length > cut) cut = at;
  }
  return text.slice(0, cut).trimEnd();
}
