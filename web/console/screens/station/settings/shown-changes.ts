import type { LocalDay } from '../../../../../shared/engine/calendar/local-day.ts';
import { say } from '../../../text/words.ts';
import { type Content, differences, valueAt } from './content.ts';
import { rangeName, rangesOf } from './days-field.tsx';
import type { Group } from './field.ts';
import { fieldAt, plain, saidValue } from './said.ts';
import { settingsWords } from './settings-words.ts';

/** One change as people say it: `纠纷调解，首次回复：1 个工作日 → 4 小时（上班时间）`. */
export interface ShownChange {
  /** What is put back when the change is undone. */
  readonly path: string;
  readonly group?: Group;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

interface Side {
  readonly content: Content;
  readonly groups: readonly Group[];
}

/**
 * What content has otherwise than the one in use, each field once. A list that got longer or shorter is one change, since all
 * that follows in it has moved.
 */
export function shownChanges(before: Side, after: Side): readonly ShownChange[] {
  const lists = changedLists(before, after);
  const paths = differences(before.content, after.content).map(({ path }) => {
    const list = lists.find((one) => path === one || path.startsWith(`${one}.`));
    return list ?? (fieldAt(after.groups, path) ?? fieldAt(before.groups, path))?.field?.path ?? path;
  });
  return [...new Set(paths)].map((path) =>
    lists.includes(path) ? shownList(path, before, after) : shownChange(path, before, after),
  );
}

function changedLists(before: Side, after: Side): readonly string[] {
  const sections = [before, after].flatMap(({ groups }) => groups.flatMap((group) => group.sections));
  const lists = [...new Set(sections.flatMap(({ item }) => item?.list ?? []))];
  const lengthOf = ({ content }: Side, list: string): number => {
    const value = valueAt(content, list);
    return Array.isArray(value) ? value.length : 0;
  };
  return lists.filter((list) => lengthOf(before, list) !== lengthOf(after, list));
}

function shownChange(path: string, before: Side, after: Side): ShownChange {
  const [was, is] = [fieldAt(before.groups, path), fieldAt(after.groups, path)];
  const named = is ?? was;
  const sides = [valueAt(before.content, path), valueAt(after.content, path)] as const;
  const field = named?.field;
  if (field?.kind === 'days') return { ...titled(path, named), ...shownDays(...sides) };
  return {
    ...titled(path, named),
    before: was?.field === undefined ? plain(sides[0]) : saidValue(was.field, sides[0]),
    after: is?.field === undefined ? plain(sides[1]) : saidValue(is.field, sides[1]),
  };
}

function titled(
  path: string,
  named: ReturnType<typeof fieldAt>,
): Pick<ShownChange, 'path' | 'group' | 'title'> {
  if (named === undefined) return { path, title: `${settingsWords().changes.asFile}: ${path}` };
  const { group, section, field } = named;
  const parts = [group.title, section, field?.label ?? ''].filter(Boolean);
  return { path, group, title: [...new Set(parts)].join(' · ') };
}

function shownDays(before: unknown, after: unknown): Pick<ShownChange, 'before' | 'after'> {
  const { calendar, between } = settingsWords();
  const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const [was, is] = [listed(before), listed(after)];
  const said = (sentence: string, days: readonly string[]): readonly string[] =>
    days.length === 0
      ? []
      : [
          say(sentence, {
            days: rangesOf(days as readonly LocalDay[])
              .map(named)
              .join(between),
          }),
        ];
  const named = (range: readonly LocalDay[]): string => `${range[0]?.slice(0, 4)} ${rangeName(range)}`;
  const changed = [
    ...said(
      calendar.added,
      is.filter((day) => !was.includes(day)),
    ),
    ...said(
      calendar.removed,
      was.filter((day) => !is.includes(day)),
    ),
  ];
  return { before: plain(was.length), after: changed.join(' ') || plain(is.length) };
}

function shownList(list: string, before: Side, after: Side): ShownChange {
  const sections = [...after.groups, ...before.groups].flatMap((group) =>
    group.sections.filter(({ item }) => item?.list === list).map((section) => ({ group, section })),
  );
  const [first] = sections;
  const title = first === undefined ? list : listTitle(first.group, first.section.title);
  return {
    path: list,
    ...(first !== undefined && { group: first.group }),
    title,
    before: saidList(list, before),
    after: saidList(list, after),
  };
}

/** A list that is alone in its group is called after it. */
function listTitle({ title, sections }: Group, section: string): string {
  const lists = new Set(sections.flatMap(({ item }) => item?.list ?? []));
  return lists.size > 1 ? [...new Set([title, section])].join(' · ') : title;
}

function saidList(list: string, { content, groups }: Side): string {
  const items = groups
    .flatMap(({ sections }) => sections)
    .filter(({ item }) => item?.list === list)
    .map(({ fields }) => fields.map((field) => saidValue(field, valueAt(content, field.path))).join(' '));
  return items.join('；') || settingsWords().form.none;
}
