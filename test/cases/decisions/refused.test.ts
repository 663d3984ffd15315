import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../shared/cases/case.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import type { Refusal } from '../../../shared/cases/refusal.ts';
import type { Actor } from '../../../shared/engine/scope.ts';
import { clock, report, resident, Scenario, staff } from './scenario.ts';

const itself = 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId;
const text = '我们已经看过监控，今天下午给您答复';

const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const working = () => received().when('2026-11-23 10:20', { move: 'reply', text });
const answered = () => working().when('2026-11-23 16:00', { move: 'resolve', outcome: 'returned', text });
const rated = () => answered().when('2026-11-23 16:30', { move: 'rate', rating: 'dissatisfied' }, resident);

const suspicion = () => new Scenario().when('2026-11-23 10:00', report('lead'), resident);

interface Refused {
  readonly given: () => Scenario;
  readonly command: MoveCommand;
  readonly by?: Actor;
  readonly refusal: Refusal;
}

const refused: Readonly<Record<string, Refused>> = {
  'an outcome that the type does not have': {
    given: working,
    command: { move: 'resolve', outcome: 'found-safe', text },
    refusal: { code: 'unknown-outcome', outcome: 'found-safe' },
  },
  'an answer to an escalation that has not begun': {
    given: working,
    command: { move: 'acknowledge-escalation' },
    refusal: { code: 'nothing-to-acknowledge' },
  },
  'a second rating that is the first one again': {
    given: rated,
    command: { move: 'rate', rating: 'dissatisfied' },
    by: resident,
    refusal: { code: 'already-rated' },
  },
  'a case that repeats itself': {
    given: received,
    command: { move: 'mark-duplicate', of: itself },
    refusal: { code: 'not-linkable' },
  },
  'a case that joins itself': {
    given: received,
    command: { move: 'join', of: itself },
    by: resident,
    refusal: { code: 'not-linkable' },
  },
  'granting a withdrawal that nobody asked for': {
    given: working,
    command: { move: 'grant-withdrawal' },
    refusal: { code: 'no-withdrawal-asked' },
  },
  'lifting a secrecy that there is not': {
    given: working,
    command: { move: 'lift-secrecy', text },
    by: staff('chief'),
    refusal: { code: 'not-secret' },
  },
  'lifting a secrecy by an officer': {
    given: suspicion,
    command: { move: 'lift-secrecy', text },
    refusal: { code: 'not-found' },
  },
  'a date that the type does not have': {
    given: working,
    command: { move: 'reach-milestone', milestone: 'typed', done: true },
    refusal: { code: 'no-such-milestone', milestone: 'typed' },
  },
  'a date that was kept already': {
    given: () =>
      working().when('2026-11-23 12:00', { move: 'reach-milestone', milestone: 'footage-kept', done: true }),
    command: { move: 'reach-milestone', milestone: 'footage-kept', done: true },
    refusal: { code: 'no-such-milestone', milestone: 'footage-kept' },
  },
  'declining a withdrawal that nobody asked for': {
    given: working,
    command: { move: 'keep-open', text },
    refusal: { code: 'no-withdrawal-asked' },
  },
};

it.each(Object.entries(refused))('refused: %s', (_, { given, command, by, refusal }) => {
  expect(given().decide('2026-11-23 17:00', command, by ?? staff('officer')).refusal).toEqual(refusal);
});

describe('what cannot be done now is refused, naming where it would lead', () => {
  it.each([
    [{ move: 'acknowledge' }, staff('guard'), 'acknowledged'],
    [{ move: 'reopen' }, resident, 'reopened'],
    [{ move: 'close' }, staff('officer'), 'closed'],
    [{ move: 'confirm-handover' }, staff('officer'), 'closed'],
    [{ move: 'leave' }, resident, undefined],
  ] as const)('$0.move', (command, by, to) => {
    expect(working().decide('2026-11-23 17:00', command, by).refusal).toStrictEqual({
      code: 'move-not-allowed',
      move: command.move,
      from: 'in-progress',
      ...(to && { to }),
    });
  });
});

describe('the last word on a case', () => {
  const last: readonly [string, () => Scenario, (text: string) => MoveCommand][] = [
    ['that it is solved', working, (said) => ({ move: 'resolve', outcome: 'returned', text: said })],
    ['that it is not', working, (said) => ({ move: 'not-resolve', reason: 'other', text: said })],
    ['that it is none', received, (said) => ({ move: 'reject', reason: 'not-a-case', text: said })],
    ['that it is abuse', received, (said) => ({ move: 'reject', reason: 'abuse', text: said })],
  ];

  it.each(last)('%s needs ten characters or more, blanks not counted', (_, given, saying) => {
    const tooShort = { code: 'reply-too-short', charactersMin: 10 };
    const asked = (said: string) => given().decide('2026-11-23 17:00', saying(said), staff('officer'));
    expect(asked('手机已经找到请来取').refusal).toEqual(tooShort);
    expect(asked('   手机已经找到请来取   ').refusal).toEqual(tooShort);
    // A grapheme counts as one character, however many code units it has.
    expect(asked('👍🏼👍🏼👍🏼👍🏼').refusal).toEqual(tooShort);
    expect(asked('手机已经找到，请来取').refusal).toBeUndefined();
  });
});

describe('a report', () => {
  it('that does not exist cannot be moved', () => {
    expect(
      new Scenario().decide('2026-11-23 10:00', { move: 'reply', text }, staff('officer')).refusal,
    ).toEqual({
      code: 'not-found',
    });
  });

  it('that is submitted twice under one id is a defect', () => {
    expect(() => received().when('2026-11-23 10:01', report('lost-item'), resident)).toThrow(
      'case caaaaaaaaaaaaaaaaaaaaaaaaa was submitted twice',
    );
  });

  it('is not moved by the clock or by the system itself, as if they were people', () => {
    received()
      .refuses('2026-11-23 10:01', { move: 'acknowledge' }, clock, 'not-found')
      .refuses('2026-11-23 10:01', { move: 'acknowledge' }, { kind: 'system' }, 'not-found');
  });
});
