import * as z from 'zod/mini';
import type { CaseId } from '../shared/cases/case.ts';
import { isCaseId } from '../shared/cases/case-key.ts';
import type { LocalDay } from '../shared/engine/calendar/local-day.ts';
import { responsibles } from '../shared/engine/responsible.ts';
import { isStationId, type StationId } from '../shared/engine/scope.ts';

// An event is made of these and of nothing else, so none of its fields has room for a name, a number or a sentence.

const text = (is: (text: string) => boolean) => (value: unknown) => typeof value === 'string' && is(value);

export const station = z.custom<StationId>(text(isStationId));
export const caseId = z.custom<CaseId>(text(isCaseId));
export const responsible = z.enum(responsibles);
export const localDay = z.custom<LocalDay>(text((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)));
/** A hash of what matters have in common. */
export const batch = z.string().check(z.regex(/^[\w-]{22}$/));
/** Numbers of versions, rows and attempts. */
export const count = z.int().check(z.nonnegative());
/** `2026-10-01T08:00:00.000Z` */
export const instant = z.iso.datetime({ precision: 3 });
/** A code of ours, such as `level-reached`. */
export const code = z.string().check(z.regex(/^[a-z]+(-[a-z]+){0,5}$/), z.maxLength(40));
