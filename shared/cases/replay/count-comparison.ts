import type { Instant } from '../../engine/calendar/instant.ts';
import { type LocalDay, localDayAt } from '../../engine/calendar/local-day.ts';
import type { Responsible } from '../../engine/responsible.ts';
import { type CaseType, caseTypes } from '../case-type.ts';
import type { ClockKind } from '../clock-kinds.ts';
import { type MessageKind, messageKinds } from '../message-kinds.ts';
import type { BoardRow } from '../reading/case-list.ts';
import type { ComparedCase } from './compare-policies.ts';
import type { ReplayedCase } from './replay-case.ts';

export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** A case that would break a promise which it keeps now. */
export interface LaterCase {
  readonly row: BoardRow;
  readonly clock: ClockKind;
  readonly promiseAt: Instant;
  /** When the first answer came after all; absent where none has, and for other clocks. */
  readonly respondedAt?: Instant;
}

/** What another policy would have changed, in numbers. */
export interface Comparison {
  readonly reminders: BeforeAfter;
  readonly breaches: BeforeAfter;
  /** Levels reached, by the role that they call. */
  readonly levels: readonly ({ readonly to: Responsible } & BeforeAfter)[];
  readonly messages: readonly ({ readonly kind: MessageKind; readonly to: Responsible } & BeforeAfter)[];
  readonly types: readonly {
    readonly type: CaseType;
    readonly cases: number;
    /** Of how many cases it is certain whether the first answer came in time, and of how many it did. */
    readonly decided: BeforeAfter;
    readonly inTime: BeforeAfter;
  }[];
  /** Days on which something would have been otherwise. */
  readonly days: readonly {
    readonly day: LocalDay;
    readonly reminders: BeforeAfter;
    readonly breaches: BeforeAfter;
  }[];
  readonly later: readonly LaterCase[];
  readonly refused: BeforeAfter;
  readonly partial: number;
  readonly cut: number;
}

type Cases = readonly ComparedCase[];

const both = (cases: Cases, countOf: (replayed: ReplayedCase) => number): BeforeAfter => ({
  before: cases.reduce((sum, { before }) => sum + countOf(before), 0),
  after: cases.reduce((sum, { after }) => sum + countOf(after), 0),
});

const differs = ({ before, after }: BeforeAfter): boolean => before !== after;

export function countComparison(cases: Cases): Comparison {
  const messages = messageCounts(cases);
  return {
    reminders: both(cases, ({ reminders }) => reminders.length),
    breaches: both(cases, ({ breaches }) => breaches.length),
    levels: messages.filter(({ kind }) => kind === 'level').map(({ kind: _, ...level }) => level),
    messages,
    types: caseTypes.flatMap((type) => typeCounts(type, cases)),
    days: dayCounts(cases),
    later: cases.flatMap(newlyLate),
    refused: both(cases, ({ refused }) => refused),
    partial: cases.filter(({ isPartial }) => isPartial).length,
    cut: cases.filter(({ before, after }) => before.isCut || after.isCut).length,
  };
}

function messageCounts(cases: Cases): Comparison['messages'] {
  const told = cases.flatMap(({ before, after }) => [...before.messages, ...after.messages]);
  const roles = [...new Set(told.map(({ to }) => to))];
  return messageKinds.flatMap((kind) =>
    roles.flatMap((to) => {
      const counts = both(
        cases,
        ({ messages }) => messages.filter((one) => one.kind === kind && one.to === to).length,
      );
      return counts.before + counts.after === 0 ? [] : [{ kind, to, ...counts }];
    }),
  );
}

function typeCounts(type: CaseType, cases: Cases): Comparison['types'] {
  const own = cases.filter(({ row }) => row.type === type);
  if (own.length === 0) return [];
  return [
    {
      type,
      cases: own.length,
      decided: both(own, ({ responded }) => (responded === 'open' ? 0 : 1)),
      inTime: both(own, ({ responded }) => (responded === 'in-time' ? 1 : 0)),
    },
  ];
}

function dayCounts(cases: Cases): Comparison['days'] {
  const reminders = byDay(cases, ({ reminders: at }) => at);
  const breaches = byDay(cases, ({ breaches: broken }) => broken.map(({ promiseAt }) => promiseAt));
  const none = { before: 0, after: 0 };
  return [...new Set([...reminders.keys(), ...breaches.keys()])]
    .toSorted()
    .map((day) => ({ day, reminders: reminders.get(day) ?? none, breaches: breaches.get(day) ?? none }))
    .filter((one) => differs(one.reminders) || differs(one.breaches));
}

function byDay(
  cases: Cases,
  timesOf: (replayed: ReplayedCase) => readonly Instant[],
): ReadonlyMap<LocalDay, BeforeAfter> {
  const counts = new Map<LocalDay, { before: number; after: number }>();
  for (const compared of cases) {
    for (const side of ['before', 'after'] as const) {
      for (const at of timesOf(compared[side])) {
        const day = localDayAt(at);
        const count = counts.get(day) ?? { before: 0, after: 0 };
        count[side] += 1;
        counts.set(day, count);
      }
    }
  }
  return counts;
}

function newlyLate({ row, before, after }: ComparedCase): readonly LaterCase[] {
  const known = new Set(before.breaches.map(({ clock }) => clock));
  const [first] = after.breaches.filter(({ clock }) => !known.has(clock));
  if (first === undefined) return [];
  const { respondedAt } = after;
  return [{ row, ...first, ...(first.clock === 'respond' && respondedAt !== undefined && { respondedAt }) }];
}
