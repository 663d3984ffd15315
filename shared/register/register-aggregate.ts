import type { Aggregate } from '../engine/aggregate.ts';
import type { AggregateMessages } from '../engine/outbox/aggregate-messages.ts';
import { unreadable } from '../engine/storage/row-parts.ts';
import type { Register, RegisterTypes } from './register.ts';
import { registerKey } from './register-key.ts';
import { registerProof } from './register-proof.ts';

/** A register sends no message, so none of these is ever asked. */
const noMessages: AggregateMessages<RegisterTypes> = {
  kinds: [],
  languageOf: (_message, _register, { staffLanguage }) => staffLanguage,
  whyStale: () => undefined,
  noticesOf: async () => [],
  textOf: () => ({ title: '', text: '', details: {} }),
  failed: () => ({ move: 'tick' }),
};

/**
 * The register of a station. Each change of the station is a commit whose facts name the rows that were written, so it
 * has a history, and a row that was changed past it is found by the proof.
 */
export const registerAggregate: Aggregate<RegisterTypes> = {
  kind: 'register',
  idLetter: 'r',
  terminalStatuses: ['kept'],
  tick: { move: 'tick' },
  keyOf: ({ station }) => registerKey(station),

  decide(before, command, { now, policy }) {
    if (command.move === 'tick') {
      return before === undefined ? { refusal: { code: 'not-found' } } : { facts: [], after: before };
    }
    const { station, facts } = command;
    const after: Register = {
      station,
      id: registerKey(station).id,
      version: (before?.version ?? 0) + 1,
      chainHead: before?.chainHead ?? '',
      policyVersion: policy.version,
      status: 'kept',
      priority: 'P4',
      endedAt: before?.endedAt ?? now,
    };
    return { facts, after: facts.length === 0 && before !== undefined ? before : after };
  },

  nextDeadline() {
    throw new Error('a register has no deadline');
  },

  codec: {
    attributes: [],
    encode: () => ({}),
    decode({ status, ...columns }, row) {
      if (status !== 'kept') throw unreadable(row, 'status');
      return { ...columns, status };
    },
  },

  messages: noMessages,
  proof: registerProof,
};
