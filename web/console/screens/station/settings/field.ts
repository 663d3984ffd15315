import { type Content, isObject, valueAt, withValue } from './content.ts';

/** One choice of a list: a value of the content, and what it is called. */
export interface Option {
  readonly value: unknown;
  readonly label: string;
}

/** In which hours a length runs; the unit `days` is called after it. */
export type HoursName = 'always' | 'duty' | 'office';

type Kind =
  | { readonly kind: 'length'; readonly hours: HoursName; readonly isOptional?: boolean }
  | { readonly kind: 'number'; readonly isOptional?: boolean }
  | { readonly kind: 'select'; readonly options: readonly Option[] }
  | { readonly kind: 'ticks'; readonly options: readonly Option[] }
  | { readonly kind: 'span'; readonly crossesMidnight?: boolean }
  | { readonly kind: 'days' }
  | { readonly kind: 'day' }
  | { readonly kind: 'name' };

/** One field of a form: where in the content it is, what it is called, and how it is entered. */
export type FormField = Kind & {
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
};

/** An item of a list can be taken out, or moved before the one before it. */
export interface ListItem {
  readonly list: string;
  readonly index: number;
  readonly isOrdered?: boolean;
}

export interface Section {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly fields: readonly FormField[];
  readonly item?: ListItem;
}

export interface Adder {
  readonly list: string;
  readonly label: string;
  readonly made: unknown;
}

/** What stands on the screen at once: one type of case, the escalations, one kind of hours. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly sections: readonly Section[];
  readonly adders?: readonly Adder[];
}

/** The hours that content names at a path. */
export function hoursAt(content: Content, path: string): HoursName {
  const value = valueAt(content, path);
  return value === 'duty' || value === 'office' ? value : 'always';
}

export const units = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof units)[number];

/** What stands in the controls of a field, as text. */
export interface Typed {
  readonly amount: string;
  readonly unit: Unit;
  readonly from: string;
  readonly to: string;
  readonly isThere: boolean;
  /** Of a select the index of its option, or of ticks the indices; -1 is a value that the form does not know. */
  readonly chosen: readonly number[];
}

const nothing: Typed = { amount: '', unit: 'days', from: '', to: '', isThere: true, chosen: [] };

/** What the controls of a field show for a value of the content. */
export function typedOf(field: FormField, value: unknown): Typed {
  const isThere = value !== undefined;
  switch (field.kind) {
    case 'length': {
      const unit = units.find((one) => isObject(value) && one in value) ?? 'days';
      return { ...nothing, isThere, unit, amount: textOf(isObject(value) ? value[unit] : undefined) };
    }
    case 'number':
    case 'name':
    case 'day':
      return { ...nothing, isThere, amount: textOf(value) };
    case 'select':
      return { ...nothing, isThere, chosen: [indexOf(field.options, value)] };
    case 'ticks': {
      const all = Array.isArray(value) ? value : [];
      return { ...nothing, isThere, chosen: all.map((one) => indexOf(field.options, one)) };
    }
    case 'span': {
      const { fromMinute, toMinute } = isObject(value) ? value : {};
      return { ...nothing, isThere, from: timeOf(fromMinute), to: timeOf(toMinute) };
    }
    case 'days':
      return { ...nothing, isThere, amount: Array.isArray(value) ? value.join(' ') : '' };
  }
}

/**
 * The content with what stands in the controls of a field. What the controls cannot show stays as it was: a form that
 * nobody types into changes nothing.
 */
export function withTyped(content: Content, field: FormField, typed: Typed): Content {
  const before = valueAt(content, field.path);
  const value = entered(field, typed, before);
  const isSame = JSON.stringify(typedOf(field, before)) === JSON.stringify(typed);
  return isSame ? content : withValue(content, field.path, value);
}

function entered(field: FormField, typed: Typed, before: unknown): unknown {
  if (!typed.isThere) return undefined;
  switch (field.kind) {
    case 'length':
      return { [typed.unit]: numberOf(typed.amount) };
    case 'number':
      return numberOf(typed.amount);
    case 'name':
    case 'day':
      return typed.amount;
    case 'select': {
      const option = field.options[typed.chosen[0] ?? -1];
      return option === undefined ? before : option.value;
    }
    case 'ticks':
      return tickedOf(field.options, typed.chosen, before);
    case 'span':
      return {
        ...(isObject(before) ? before : {}),
        fromMinute: minuteOf(typed.from, 0),
        toMinute: minuteOf(typed.to, field.crossesMidnight === true ? 0 : 24 * 60),
      };
    case 'days':
      return typed.amount === '' ? [] : typed.amount.split(' ');
  }
}

/** What was ticked keeps its order, with what the form does not know; the rest follows in the order of the form. */
function tickedOf(options: readonly Option[], chosen: readonly number[], before: unknown): unknown {
  const known: readonly unknown[] = Array.isArray(before) ? before : [];
  const kept = known.filter((one) => {
    const index = indexOf(options, one);
    return index < 0 || chosen.includes(index);
  });
  const added = options.filter(({ value }, index) => chosen.includes(index) && !known.includes(value));
  return [...kept, ...added.map(({ value }) => value)];
}

const indexOf = (options: readonly Option[], value: unknown): number =>
  options.findIndex((one) => JSON.stringify(one.value) === JSON.stringify(value));

const textOf = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : '';

/** A number as it is typed; anything else stays as it is, and the API says what is wrong with it. */
const numberOf = (typed: string): number | string => (/^\d{1,9}$/.test(typed) ? Number(typed) : typed);

/** `08:30` of minutes after midnight. The end of a day is 00:00 as well. */
function timeOf(minute: unknown): string {
  if (typeof minute !== 'number' || minute < 0 || minute > 24 * 60 || !Number.isInteger(minute)) return '';
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

function minuteOf(time: string, midnight: number): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  if (found === null) return null;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute === 0 ? midnight : minute;
}
