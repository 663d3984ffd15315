import * as z from 'zod/mini';
import { isCaseId } from '../../cases/case-key.ts';
import { isPhotoId } from '../../cases/photos/photo.ts';
import { isPersonId, isStationId } from '../../engine/scope.ts';
import { isFaqEntryId } from '../../faq/faq-entry-key.ts';
import { isHelperSecret, isHelperTaskId } from '../../helper-tasks/helper-task-key.ts';
import { rule } from './text.ts';

/** A string that a type guard of the domain accepts, with the guard's type. */
const guarded = <T extends string>(guard: (text: string) => text is T) =>
  z.pipe(
    z.string().check(rule('wrong-format', guard)),
    z.transform((text: string) => text as T),
  );

export const caseId = () => guarded(isCaseId);
export const stationId = () => guarded(isStationId);
export const personId = () => guarded(isPersonId);
export const photoId = () => guarded(isPhotoId);

/** A tracking secret and submission key: 192 random bits, base64url. */
export const token = () => z.string().check(z.regex(TOKEN));
const TOKEN = /^[A-Za-z0-9_-]{32}$/;
export const isToken = (text: string): boolean => TOKEN.test(text);
export const faqEntryId = () => guarded(isFaqEntryId);
export const helperTaskId = () => guarded(isHelperTaskId);
/** The secret of a helper's link: 256 bits, base64url. */
export const helperSecret = () => z.string().check(rule('wrong-format', isHelperSecret));
export const placeCode = () => z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));

/** A signed or encrypted JSON Web Token that grants access to one thing until it expires. */
export const ticket = () => z.string().check(z.regex(/^[A-Za-z0-9._-]{1,600}$/));

/** The id of one message, as the list of stuck messages names it. */
export const deliveryId = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{1,128}$/));
export const messageKind = () => z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/));

/** A channel of a station, as its published channels name it. */
export const channelName = () => z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/));
/** The id of the test of a channel: when it was asked for, in milliseconds since 1970. */
export const testId = () => z.string().check(z.regex(/^\d{12,15}$/));
/** The secret in the address that a provider calls: 128 random bits or more, in hexadecimal digits or base64url. */
export const reportSecret = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{32,128}$/));

/** The client's id of a request; a request sent twice is performed once. */
export const commandId = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
