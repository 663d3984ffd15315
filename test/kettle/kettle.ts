import * as z from 'zod/mini';
import type { Aggregate } from '../../shared/engine/aggregate.ts';
import type { AggregateKey } from '../../shared/engine/aggregate-key.ts';
import type { EngineState } from '../../shared/engine/aggregate-types.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import { breach, type Clock, meet, startClock } from '../../shared/engine/clocks/clock.ts';
import { clockText } from '../../shared/engine/clocks/clock-text.ts';
import { type NextStep, nextDeadline } from '../../shared/engine/clocks/next-deadline.ts';
import { clockStaleness } from '../../shared/engine/outbox/clock-staleness.ts';
import type { Message } from '../../shared/engine/outbox/message.ts';
import { envelopeOf, type Notice } from '../../shared/engine/outbox/notice.ts';
import type { EnginePolicy } from '../../shared/engine/policy-book.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import { instant, readRow, unreadable } from '../../shared/engine/storage/row-parts.ts';

/**
 * A minimal aggregate: a kettle that is switched on must be switched off within ten minutes, or the guard is notified.
 * It shows the cost of a new kind of aggregate: this file, and one line in a registry.
 */
export interface Kettle extends EngineState {
  readonly id: string;
  readonly status: 'on' | 'off';
  readonly switchedOnAt: Instant;
  readonly clocks: readonly Clock<'boil'>[];
}

type Command =
  | { readonly move: 'switch-on'; readonly station: StationId; readonly id: string }
  | { readonly move: 'switch-off' }
  | { readonly move: 'tick' }
  | { readonly move: 'not-delivered' };

type Fact =
  | { readonly fact: 'switched-on' }
  | { readonly fact: 'boiled'; readonly messages: readonly Message[] }
  | { readonly fact: 'switched-off' }
  | { readonly fact: 'still-on' }
  | { readonly fact: 'guard-not-reached' };

export interface KettleTypes {
  State: Kettle;
  Command: Command;
  Fact: Fact;
  Refusal: { readonly code: 'not-found' | 'already-off' };
  Policy: EnginePolicy;
}

export const kettleKey = (station: StationId, id: string): AggregateKey<Kettle, Fact> => ({
  kind: 'kettle',
  station,
  id,
});

const guard = () => 'guard' as const;
const codes = clockText<'boil'>({ boil: 'bo' });
const shape = z.object({ switchedOnAt: instant, clocks: z.array(z.string()) });
const sentences = {
  'zh-CN': { title: '水开了', text: '水壶已经烧开，请关掉。' },
  en: { title: 'It boils', text: 'The kettle boils. Please switch it off.' },
} as const;

/** Adds the next deadline of a kettle that is on, or the end of one that is off. */
function withNextStep(kettle: Omit<Kettle, keyof NextStep | 'endedAt'>, now: Instant): Kettle {
  return kettle.status === 'off'
    ? { ...kettle, endedAt: now }
    : { ...kettle, ...nextDeadline(kettle, guard, now) };
}

export const kettleAggregate: Aggregate<KettleTypes> = {
  kind: 'kettle',
  idLetter: 'k',
  terminalStatuses: ['off'],
  tick: { move: 'tick' },
  keyOf: ({ station, id }) => kettleKey(station, id),

  decide(before, command, { now, policy }) {
    if (command.move === 'switch-on') {
      const { station, id } = command;
      const length = { minutes: 10 };
      const boil = startClock(
        policy.calendars,
        { kind: 'boil', calendar: 'always', length, reminders: 'none' },
        now,
      );
      const base = { station, id, version: 1, chainHead: '', policyVersion: policy.version };
      const state = { ...base, status: 'on', priority: 'P1', switchedOnAt: now, clocks: [boil] } as const;
      return { facts: [{ fact: 'switched-on' }], after: withNextStep(state, now) };
    }
    if (before === undefined) return { refusal: { code: 'not-found' } };
    const { dueAt, dueKind: _kind, responsible: _role, endedAt: _end, ...kettle } = before;
    const version = before.version + 1;
    switch (command.move) {
      case 'switch-off': {
        if (before.status === 'off') return { refusal: { code: 'already-off' } };
        const clocks = before.clocks.map((clock) => meet(clock, now));
        const after = withNextStep({ ...kettle, version, status: 'off', clocks }, now);
        return { facts: [{ fact: 'switched-off' }], after };
      }
      case 'tick': {
        if (dueAt === undefined || dueAt > now) return { facts: [], after: before };
        if (before.dueKind === 'review') {
          return { facts: [{ fact: 'still-on' }], after: withNextStep({ ...kettle, version }, now) };
        }
        const after = withNextStep(
          { ...kettle, version, clocks: before.clocks.map((clock) => breach(clock)) },
          now,
        );
        return {
          facts: [{ fact: 'boiled', messages: [{ to: 'guard', kind: 'boiling', clock: 'boil' }] }],
          after,
        };
      }
      case 'not-delivered':
        return { facts: [{ fact: 'guard-not-reached' }], after: withNextStep({ ...kettle, version }, now) };
    }
  },

  nextDeadline: (kettle, _policy, now) => nextDeadline(kettle, guard, now),

  codec: {
    attributes: Object.keys(shape.shape),
    encode: ({ switchedOnAt, clocks }) => ({ switchedOnAt, clocks: codes.pack(clocks, switchedOnAt).clocks }),
    decode({ status, ...columns }, row) {
      const { switchedOnAt, clocks } = readRow(shape, row);
      if (status !== 'on' && status !== 'off') throw unreadable(row, 'status');
      return {
        ...columns,
        status,
        switchedOnAt,
        clocks: codes.unpack({ clocks, people: [] }, switchedOnAt),
      };
    },
  },

  messages: {
    kinds: ['boiling'],
    languageOf: (_message, _kettle, { staffLanguage }) => staffLanguage,
    whyStale: (message, decidedAt, kettle) => clockStaleness('breach', message, decidedAt, kettle),
    noticesOf: async (delivery, _kettle, { people, now }) => [
      { ...envelopeOf(delivery, people, now), about: 'kettle' },
    ],
    textOf: ({ language }: Notice) => ({ ...sentences[language], details: {} }),
    failed: () => ({ move: 'not-delivered' }),
  },
};
