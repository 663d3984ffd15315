import type { Content } from './content.ts';
import type { FormField, Group } from './field.ts';
import { typedOf } from './field.ts';
import { saidLength } from './said-length.ts';
import { settingsWords } from './settings-words.ts';

/** A value of a field as people say it. */
export function saidValue(field: FormField, value: unknown): string {
  const { form, between } = settingsWords();
  if (value === undefined && field.kind !== 'select') return form.none;
  switch (field.kind) {
    case 'length':
      return saidLength(value, field.hours);
    case 'select':
      return field.options[typedOf(field, value).chosen[0] ?? -1]?.label ?? plain(value);
    case 'ticks': {
      const labels = (Array.isArray(value) ? value : []).map(
        (one) => field.options.find((option) => option.value === one)?.label ?? String(one),
      );
      return labels.join(between) || form.none;
    }
    case 'span': {
      const { from, to } = typedOf(field, value);
      return from === '' && to === ''
        ? form.empty
        : `${from}–${to === '00:00' && !field.crossesMidnight ? '24:00' : to}`;
    }
    case 'days':
      return (Array.isArray(value) ? value : []).join(between) || form.none;
    default:
      return plain(value) || form.empty;
  }
}

/** A whole branch of the content is recognised by how it begins. */
const SHOWN_MAX = 300;

export function plain(value: unknown): string {
  if (value === undefined) return settingsWords().form.none;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}

/** A field of the forms with the words above it. */
export interface NamedField {
  readonly group: Group;
  readonly section: string;
  readonly field?: FormField;
}

/** The field of the forms that a path names, or the item of a list that it belongs to. */
export function fieldAt(groups: readonly Group[], path: string): NamedField | undefined {
  let nearest: NamedField | undefined;
  for (const group of groups) {
    for (const { title, fields, item } of group.sections) {
      const near = fields.filter((one) => one.path === path || path.startsWith(`${one.path}.`));
      // Of two that hold it, such as the reminders and how long before the end, the one that names it closer.
      for (const field of near) {
        if (field.path.length > (nearest?.field?.path.length ?? 0))
          nearest = { group, section: title, field };
      }
      if (item !== undefined && path === `${item.list}.${item.index}`) {
        nearest ??= { group, section: title };
      }
    }
  }
  return nearest;
}

/** Groups of fields of a kind of settings, for content of it. */
export type GroupsOf = (content: Content) => readonly Group[];
