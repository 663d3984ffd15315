import * as z from 'zod/mini';
import { isAggregateId } from '../shared/engine/aggregate-key.ts';
import type { LocalDay } from '../shared/engine/calendar/local-day.ts';
import { priorities } from '../shared/engine/priority.ts';
import { responsibles } from '../shared/engine/responsible.ts';
import { isStationId, type StationId } from '../shared/engine/scope.ts';

// Events consist of these fields only, so no field can hold a name, a telephone number or free text.

const text = (is: (text: string) => boolean) => (value: unknown) => typeof value === 'string' && is(value);

export const station = z.custom<StationId>(text(isStationId));
/** A kind of aggregate, such as `case`. */
export const kind = z.string().check(z.regex(/^[a-z]+(-[a-z]+)*$/), z.maxLength(32));
/** The random id of one aggregate. */
export const id = z.string().check(z.refine(isAggregateId));
export const priority = z.enum(priorities);
export const responsible = z.enum(responsibles);
export const audience = z.enum(['staff', 'resident']);
export const localDay = z.custom<LocalDay>(text((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)));
/** A hash of what the cases of a batch have in common. */
export const batch = z.string().check(z.regex(/^[\w-]{22}$/));
/** The name that a station gives a channel. */
export const channel = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/));
/** Versions, row indexes and attempts. */
export const count = z.int().check(z.nonnegative());
/** `2026-10-01T08:00:00.000Z` */
export const instant = z.iso.datetime({ precision: 3 });
/** A code of this project, such as `level-reached`. */
export const code = z.string().check(z.regex(/^[a-z]+(-[a-z]+){0,5}$/), z.maxLength(40));
