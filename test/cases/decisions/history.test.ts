import { expect, it } from 'vitest';
import type { CaseId } from '../../../shared/cases/case.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import type { Actor, PersonId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const li = 'p-li' as PersonId;
const other = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const text = '我们已经看过监控，今天下午给您答复';

const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const working = () => received().when('2026-11-23 10:20', { move: 'reply', text });
const asked = () => working().when('2026-11-23 10:30', { move: 'ask-resident', text });
const answered = () => working().when('2026-11-23 16:00', { move: 'resolve', outcome: 'returned', text });
const handedOver = () =>
  received().when('2026-11-23 10:20', { move: 'transfer', to: '110', ref: 'A-1', text });
const linked = () => received().when('2026-11-23 10:20', { move: 'join', of: other }, resident);
const late = () => received().tick('2026-11-23 12:30');
const lost = () => new Scenario().when('2026-11-23 10:00', report('lost-person'), resident);
const takingBack = () => lost().when('2026-11-23 10:10', { move: 'withdraw' }, resident);
const found = () =>
  lost()
    .when('2026-11-23 10:02', { move: 'reply', text }, staff('guard'))
    .when('2026-11-23 11:00', { move: 'resolve', outcome: 'found-safe', text });
const unclosed = () => found().tick('2026-11-30 11:00');

interface Kept {
  readonly given: () => Scenario;
  readonly moment?: string;
  readonly command: MoveCommand;
  readonly by?: Actor;
  /** The first fact without its effects; `to` only if the status changes. */
  readonly fact: object;
  readonly notified?: readonly string[];
}

const kept: Readonly<Record<string, Kept>> = {
  'that somebody has seen it': {
    given: received,
    command: { move: 'acknowledge' },
    fact: { fact: 'acknowledged', to: 'acknowledged' },
  },
  'that work has begun': {
    given: received,
    command: { move: 'start' },
    fact: { fact: 'started', to: 'in-progress' },
  },
  'whose it is, and notifies them': {
    given: received,
    command: { move: 'assign', to: li },
    fact: { fact: 'assigned', person: li, to: 'assigned' },
    notified: ['assigned→assignee'],
  },
  'a reply, and notifies the resident': {
    given: received,
    command: { move: 'reply', text },
    fact: { fact: 'replied', to: 'in-progress' },
    notified: ['reply→resident'],
  },
  'a note, and notifies nobody': { given: working, command: { move: 'note', text }, fact: { fact: 'noted' } },
  'a question to the resident': {
    given: working,
    command: { move: 'ask-resident', text },
    fact: { fact: 'resident-asked', to: 'waiting-resident' },
    notified: ['ask→resident'],
  },
  'that others are waited for': {
    given: working,
    command: { move: 'await-third-party', text },
    fact: { fact: 'third-party-awaited', to: 'waiting-third-party' },
  },
  'an appointment, and notifies the resident of the new date': {
    given: working,
    command: { move: 'schedule', at: at('2026-11-24 10:00') },
    fact: { fact: 'scheduled', to: 'scheduled' },
    notified: ['deadline-moved→resident'],
  },
  'that the wait is over': {
    given: asked,
    command: { move: 'resume' },
    fact: { fact: 'resumed', to: 'in-progress' },
  },
  'which promise was moved': {
    given: working,
    command: { move: 'extend', clock: 'resolve', promiseAt: at('2026-12-05 10:00'), text },
    fact: { fact: 'extended', clock: 'resolve' },
    notified: ['deadline-moved→resident'],
  },
  'which level was answered': {
    given: late,
    command: { move: 'acknowledge-escalation' },
    fact: { fact: 'escalation-acknowledged', level: 2 },
  },
  'how it ended, and asks for a rating': {
    given: working,
    command: { move: 'resolve', outcome: 'returned', text },
    fact: { fact: 'resolved', outcome: 'returned', to: 'resolved' },
    notified: ['rating-request→resident'],
  },
  'why it could not be solved, and asks for a rating': {
    given: working,
    command: { move: 'not-resolve', reason: 'no-evidence', text },
    fact: { fact: 'not-resolved', reason: 'no-evidence', to: 'not-resolved' },
    notified: ['rating-request→resident'],
  },
  'why it was rejected, and asks for a rating': {
    given: received,
    command: { move: 'reject', reason: 'not-a-case', text },
    fact: { fact: 'rejected', reason: 'not-a-case', to: 'rejected' },
    notified: ['rating-request→resident'],
  },
  'which case it repeats, and notifies the resident': {
    given: received,
    command: { move: 'mark-duplicate', of: other },
    fact: { fact: 'marked-duplicate', of: other, linkedAt: at('2026-11-23 17:00'), to: 'duplicate' },
    notified: ['reply→resident'],
  },
  'to whom it was handed over and under which number': {
    given: received,
    command: { move: 'transfer', to: 'court', ref: 'B-7', text },
    fact: { fact: 'transferred', target: 'court', ref: 'B-7', to: 'transferred' },
    notified: ['reply→resident'],
  },
  'that it was taken over': {
    given: handedOver,
    command: { move: 'confirm-handover' },
    fact: { fact: 'handover-confirmed', to: 'closed' },
  },
  'that an officer closed it': {
    given: unclosed,
    moment: '2026-12-01 12:00',
    command: { move: 'close' },
    fact: { fact: 'closed', to: 'closed' },
  },
  'that it was opened again': {
    given: answered,
    command: { move: 'reopen' },
    by: resident,
    fact: { fact: 'reopened', to: 'reopened' },
    notified: ['reopened→officer'],
  },
  'that it was taken back': {
    given: received,
    command: { move: 'withdraw' },
    by: resident,
    fact: { fact: 'withdrawn', to: 'withdrawn' },
    notified: ['resident-wrote→officer'],
  },
  'that somebody would take it back where an officer decides': {
    given: lost,
    command: { move: 'withdraw' },
    by: resident,
    fact: { fact: 'withdrawal-asked' },
    notified: ['decision-needed→guard'],
  },
  'that it may be taken back': {
    given: takingBack,
    command: { move: 'grant-withdrawal' },
    fact: { fact: 'withdrawn', to: 'withdrawn' },
  },
  'that it stays open, and notifies the resident why': {
    given: takingBack,
    command: { move: 'keep-open', text },
    fact: { fact: 'withdrawal-declined' },
    notified: ['reply→resident'],
  },
  'that it is no secret any more who reported it': {
    given: () => new Scenario().when('2026-11-23 10:00', report('lead'), resident),
    command: { move: 'lift-secrecy', text },
    by: staff('chief'),
    fact: { fact: 'secrecy-lifted' },
    notified: [],
  },
  'words of the resident': {
    given: working,
    command: { move: 'add-message', text },
    by: resident,
    fact: { fact: 'message-added' },
    notified: ['resident-wrote→officer'],
  },
  'how the resident would rather be spoken with': {
    given: working,
    command: { move: 'add-message', wish: 'call' },
    by: resident,
    fact: { fact: 'message-added', wish: 'call' },
    notified: ['resident-wrote→officer'],
  },
  'a rating': {
    given: answered,
    command: { move: 'rate', rating: 'satisfied' },
    by: resident,
    fact: { fact: 'rated', rating: 'satisfied', firstAt: at('2026-11-23 17:00') },
  },
  'which case it was linked to': {
    given: received,
    command: { move: 'join', of: other },
    by: resident,
    fact: { fact: 'marked-duplicate', of: other, linkedAt: at('2026-11-23 17:00'), to: 'duplicate' },
  },
  'that a co-reporter has left': {
    given: linked,
    command: { move: 'leave' },
    by: resident,
    fact: { fact: 'withdrawn', to: 'withdrawn' },
  },
  'that a co-reporter calls it unsolved': {
    given: linked,
    command: { move: 'say-unsolved' },
    by: resident,
    fact: { fact: 'reopened' },
  },
};

/** The first fact without its changes to clocks and escalation, its record of what staff did, and its messages. */
const contentOf = ([first]: Scenario['facts']) => {
  const {
    clocks: _clocks,
    dropClocks: _dropped,
    escalation: _escalation,
    messages: _messages,
    action: _action,
    paused: _paused,
    ...content
  } = first ?? {};
  return content;
};

it.each(Object.entries(kept))(
  'the history keeps %s',
  (_, { given, moment, command, by, fact, notified = [] }) => {
    const scenario = given().when(moment ?? '2026-11-23 17:00', command, by);
    expect(contentOf(scenario.facts)).toStrictEqual(fact);
    expect(scenario.notified).toEqual(notified);
  },
);
