import * as z from 'zod/mini';
import type { Instant } from '../../engine/calendar/instant.ts';
import { fromIso } from '../../engine/calendar/instant.ts';
import type { InputErrorCode } from '../../locales/problem-codes.ts';

/** A check of our own, which names its error in the words of the catalogue instead of zod's. */
export const rule = <T>(code: InputErrorCode, holds: (value: T) => boolean) =>
  z.refine<T>(holds, { params: { code } });

const length = (text: string): number => [...text].length;
// Line breaks and tabs are how people write; every other control character is how terminals and logs are attacked.
const printable = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text);
const oneLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);

const text = (charactersMax: number, allowed: (text: string) => boolean) =>
  z.string().check(
    z.overwrite((given) => given.replaceAll('\r\n', '\n').trim()),
    rule('missing', (given) => given.length > 0),
    // Counted as people count, and as JSON Schema does: an emoji is one character.
    rule('too-long', (given) => length(given) <= charactersMax),
    rule('invalid-characters', allowed),
    z.meta({ minLength: 1, maxLength: charactersMax }),
  );

/** What a person writes, of several lines; spaces at its ends do not count. */
export const words = (charactersMax: number) => text(charactersMax, printable);

/** A name or a number: one line. */
export const line = (charactersMax: number) => text(charactersMax, oneLine);

/** Beyond four digits of a year, ISO 8601 no longer sorts as text, and the due index sorts by it. */
const isOfOurTime = (iso: string): boolean => /^20\d\d-/.test(iso);

/** An instant of this century with its offset, ISO 8601; epoch milliseconds inside. */
export const instant = () =>
  z.pipe(
    z.iso.datetime({ offset: true }).check(rule('wrong-format', isOfOurTime)),
    z.transform((iso: string): Instant => fromIso(iso) ?? Number.NaN),
  );

/** A name out of a policy or the lifecycle: `lost-item`. */
export const code = () => z.string().check(z.maxLength(40), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
