import * as z from 'zod/mini';
import { isBlank } from '../../cases/readable-text.ts';
import { fromIso, type Instant } from '../../engine/calendar/instant.ts';
import { closeBidi } from '../../locales/close-bidi.ts';
import type { InputErrorCode } from '../../locales/problem-codes.ts';

/** A custom check whose error has a code of the catalogue instead of a message of zod's. */
export const rule = <T>(code: InputErrorCode, holds: (value: T) => boolean) =>
  z.refine<T>(holds, { params: { code } });

/** What word processors, old telephones and Unicode call the end of a line. */
const LINE_BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

const length = (text: string): number => [...text].length;
// Line breaks and tabs are allowed. Other control characters are refused, since they can attack terminals and logs.
const printable = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text);
const oneLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);

const text = (charactersMax: number, allowed: (text: string) => boolean) =>
  z.string().check(
    z.overwrite((given) => given.replace(LINE_BREAKS, '\n').trim()),
    // Counts code points, as JSON Schema's `maxLength` does: most emoji are one character.
    rule('too-long', (given) => length(given) <= charactersMax),
    rule('invalid-characters', allowed),
    // After the count, since the person wrote none of what is added.
    z.overwrite(closeBidi),
    rule('missing', (given) => !isBlank(given)),
    z.meta({ minLength: 1, maxLength: charactersMax }),
  );

/**
 * A text of one or more lines, trimmed. It is kept code point for code point, also the joiners within emoji and Tibetan,
 * Arabic or Uyghur words, and is not normalized to composed characters, which would change rare characters of names. Only
 * its line breaks become `\n`, and its bidirectional controls are closed.
 */
export const multiline = (charactersMax: number) => text(charactersMax, printable);

/** A text of one line, trimmed, such as a name. */
export const line = (charactersMax: number) => text(charactersMax, oneLine);

/** Limits years to four digits: with five, ISO 8601 no longer sorts as text, as the due index requires. */
const isThisCentury = (iso: string): boolean => /^20\d\d-/.test(iso);

/** An instant of this century in ISO 8601 with offset, parsed to epoch milliseconds. */
export const instant = () =>
  z.pipe(
    z.iso.datetime({ offset: true }).check(rule('wrong-format', isThisCentury)),
    z.transform((iso: string): Instant => fromIso(iso) ?? Number.NaN),
  );

/** A code of a policy or the lifecycle, such as `lost-item`. */
export const code = () => z.string().check(z.maxLength(40), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
