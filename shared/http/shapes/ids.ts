import * as z from 'zod/mini';
import { isCaseId } from '../../cases/case-key.ts';
import { isPhotoId } from '../../cases/photos/photo.ts';
import { isPersonId } from '../../engine/scope.ts';
import { rule } from './text.ts';

/** A string that a type guard of the domain accepts, with the guard's type. */
const guarded = <T extends string>(guard: (text: string) => text is T) =>
  z.pipe(
    z.string().check(rule('wrong-format', guard)),
    z.transform((text: string) => text as T),
  );

export const caseId = () => guarded(isCaseId);
export const personId = () => guarded(isPersonId);
export const photoId = () => guarded(isPhotoId);

/** A tracking secret and submission key: 192 random bits, base64url. */
export const token = () => z.string().check(z.regex(TOKEN));
const TOKEN = /^[A-Za-z0-9_-]{32}$/;
export const isToken = (text: string): boolean => TOKEN.test(text);
export const placeCode = () => z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));

/** A signed or encrypted JSON Web Token that grants access to one thing until it expires. */
export const ticket = () => z.string().check(z.regex(/^[A-Za-z0-9._-]{1,600}$/));

/** The client's id of a request; a request sent twice is performed once. */
export const commandId = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
