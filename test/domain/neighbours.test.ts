import { describe, expect, it } from 'vitest';
import type { Case, CaseId, Details } from '../../shared/domain/case.ts';
import type { MoveCommand } from '../../shared/domain/command.ts';
import {
  asItsReporterFinds,
  deedOfJoined,
  hasRated,
  neighboursOf,
  reportersOf,
  takeInOf,
} from '../../shared/domain/neighbours.ts';
import type { Actor } from '../../shared/domain/scope.ts';
import { report, resident, Story, staff } from './story.ts';
import { at } from './wall-clock.ts';

const other = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const itself = 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId;
const text = '楼道已经清理干净，物业写了保证书';
const neighbour: Actor = { kind: 'neighbour' };
const withdraw = { move: 'withdraw' } as const;
const letGo = { move: 'let-go' } as const;

const takeIn = (joined = 1, parted = 0, of = other): MoveCommand => ({ move: 'take-in', of, joined, parted });
const alone = (details: Details = { kind: 'clutter' }) =>
  new Story().when('2026-11-23 10:00', report('hazard', details), resident);
const shared = (joined = 1, parted = 0) =>
  alone().when('2026-11-23 10:10', takeIn(joined, parted), neighbour);
const foundBy = ({ found }: Story): Case => {
  if (found === undefined) throw new Error('there is no case');
  return found;
};

describe('a case that takes in another', () => {
  it('counts who joined, and keeps its status and its clocks', () => {
    const story = alone();
    const { status, clocks } = foundBy(story);
    story.when('2026-11-23 10:10', takeIn(3, 1), neighbour);
    expect(story.facts[0]).toMatchObject({ fact: 'neighbour-joined', of: other, joined: 3, parted: 1 });
    expect(story.found).toMatchObject({ status, clocks });
    expect(neighboursOf(foundBy(story))).toBe(2);
    expect(reportersOf(foundBy(story))).toBe(3);
  });

  it('is not itself, and takes in fifty in all its life, those who left included', () => {
    alone()
      .refuses('2026-11-23 10:10', takeIn(1, 0, itself), neighbour, 'not-a-survivor')
      .refuses('2026-11-23 10:10', takeIn(51), neighbour, 'not-a-survivor')
      .when('2026-11-23 10:10', takeIn(49), neighbour)
      .refuses('2026-11-23 10:11', takeIn(2), neighbour, 'not-a-survivor')
      .when('2026-11-23 10:11', takeIn(1), neighbour)
      .when('2026-11-23 10:12', letGo, neighbour)
      .refuses('2026-11-23 10:13', takeIn(1), neighbour, 'not-a-survivor');
  });

  it('is told of a case that others had joined with all of them, and with its own reporter if they left', () => {
    expect(takeInOf(foundBy(alone()))).toEqual({ move: 'take-in', of: itself, joined: 1, parted: 0 });
    const left = shared(2, 1).when('2026-11-23 10:20', withdraw, resident);
    expect(takeInOf(foundBy(left))).toEqual({ move: 'take-in', of: itself, joined: 3, parted: 2 });
  });
});

describe('words about a shared case', () => {
  it('stay between the station and who reported it, unless they are for everyone', () => {
    const story = shared().when('2026-11-23 10:20', { move: 'reply', text });
    expect(story.told).toEqual(['reply→resident']);
    story.when('2026-11-23 10:21', { move: 'reply', text, to: 'everyone' });
    expect(story.told).toEqual(['reply→resident', 'reply→neighbours']);
  });

  it('for everyone reach one person where nobody joined, or all who joined have left', () => {
    const everyone = { move: 'reply', text, to: 'everyone' } as const;
    expect(alone().when('2026-11-23 10:20', everyone).told).toEqual(['reply→resident']);
    const left = shared().when('2026-11-23 10:20', letGo, neighbour);
    expect(left.when('2026-11-23 10:21', everyone).told).toEqual(['reply→resident']);
  });

  it('that end it or hand it over are for everyone by themselves', () => {
    const handedOver = shared().when('2026-11-23 10:20', { move: 'transfer', to: '119', ref: 'F-3', text });
    expect(handedOver.told).toEqual(['reply→resident', 'reply→neighbours']);
    const fixed = shared()
      .when('2026-11-23 10:20', { move: 'start' })
      .when('2026-11-23 12:00', { move: 'resolve', outcome: 'fixed', text });
    expect(fixed.told).toEqual(['rating-request→resident', 'rating-request→neighbours']);
  });

  it('reach nobody who left no number', () => {
    const story = new Story()
      .when('2026-11-23 10:00', report('hazard', { kind: 'clutter' }, { reachable: false }), resident)
      .when('2026-11-23 10:20', { move: 'reply', text });
    expect(story.told).toEqual([]);
  });
});

describe('the reporter of a shared case', () => {
  it('leaves it without ending it, and hears no more of it', () => {
    const story = shared().when('2026-11-23 10:20', withdraw, resident);
    expect(story.happened).toEqual(['reporter-left']);
    expect(story.told).toEqual(['resident-wrote→officer']);
    expect(story.found).toMatchObject({ status: 'received', reporterLeft: true });
    expect(reportersOf(foundBy(story))).toBe(1);
    expect(story.when('2026-11-23 10:30', { move: 'reply', text }).told).toEqual([]);
  });

  it('who had asked to take it back leaves without being asked again', () => {
    const asked = () =>
      alone().when('2026-11-23 10:05', withdraw, resident).when('2026-11-23 10:10', takeIn(), neighbour);
    const again = asked().when('2026-11-23 10:20', withdraw, resident);
    const granted = asked().when('2026-11-23 10:20', { move: 'grant-withdrawal' });
    for (const story of [again, granted]) {
      expect(story.happened).toEqual(['reporter-left']);
      expect(story.found?.status).toBe('received');
      expect(story.promise('withdrawal')).toBeUndefined();
    }
  });

  it('who left finds it taken back, whatever becomes of it for others', () => {
    const found = foundBy(shared().when('2026-11-23 10:20', withdraw, resident));
    const seen = asItsReporterFinds(found, at('2026-11-23 10:20'));
    expect(seen).toMatchObject({ status: 'withdrawn', endedAt: at('2026-11-23 10:20'), clocks: [] });
    expect(seen).not.toHaveProperty('dueAt');
    expect(seen).not.toHaveProperty('party');
  });

  it('who stays finds it as it is', () => {
    const found = foundBy(shared());
    expect(asItsReporterFinds(found, at('2026-11-23 10:20'))).toBe(found);
  });
});

describe('one who joined and leaves', () => {
  it('leaves it to the others', () => {
    const story = shared().when('2026-11-23 10:20', letGo, neighbour);
    expect(story.happened).toEqual(['neighbour-left']);
    expect(story.found?.status).toBe('received');
    expect(neighboursOf(foundBy(story))).toBe(0);
    const two = shared(2).when('2026-11-23 10:15', withdraw, resident);
    expect(two.when('2026-11-23 10:20', letGo, neighbour).promise('withdrawal')).toBeUndefined();
  });

  it('as the last leaves an officer to decide about a danger', () => {
    const story = shared(2)
      .when('2026-11-23 10:15', withdraw, resident)
      .when('2026-11-23 10:16', letGo, neighbour)
      .when('2026-11-23 10:20', letGo, neighbour);
    expect(story.happened).toEqual(['neighbour-left']);
    expect(story.told).toEqual(['decision-needed→officer']);
    expect(story.found?.status).toBe('received');
    expect(story.promise('withdrawal')).toBe('2026-11-24 10:20 running');
  });

  it('as the last again does not ask the officer twice', () => {
    const story = shared()
      .when('2026-11-23 10:15', withdraw, resident)
      .when('2026-11-23 10:20', letGo, neighbour)
      .when('2026-11-23 10:30', takeIn(), neighbour)
      .when('2026-11-23 10:40', letGo, neighbour);
    expect(story.happened).toEqual(['neighbour-left']);
    expect(story.told).toEqual([]);
    expect(story.found?.status).toBe('received');
    expect(story.promise('withdrawal')).toBe('2026-11-24 10:20 running');
  });

  it('as the last ends what turned out to be no danger', () => {
    const story = shared()
      .when('2026-11-23 10:15', withdraw, resident)
      .when('2026-11-23 10:18', { move: 'retype', type: 'consultation', details: {} })
      .when('2026-11-23 10:20', letGo, neighbour);
    expect(story.happened).toEqual(['neighbour-left']);
    expect(story.told).toEqual(['resident-wrote→officer']);
    expect(story.found?.status).toBe('withdrawn');
  });
});

describe('a deed of somebody who joined', () => {
  const working = () => shared().when('2026-11-23 10:20', { move: 'start' });
  const answered = () => working().when('2026-11-23 12:00', { move: 'resolve', outcome: 'fixed', text });
  const repeated = () => shared().when('2026-11-23 10:20', { move: 'mark-duplicate', of: other });
  const takenBack = () =>
    shared()
      .when('2026-11-23 10:15', { move: 'retype', type: 'consultation', details: {} })
      .when('2026-11-23 10:20', letGo, neighbour)
      .when('2026-11-23 10:30', withdraw, resident);
  const message: MoveCommand = { move: 'add-message', text };
  const rate: MoveCommand = { move: 'rate', rating: 'satisfied' };
  const deed = (command: MoveCommand, story: Story) => deedOfJoined(command, foundBy(story));
  const notNow = (move: string, from: string) => ({ code: 'move-not-allowed', move, from });

  it('is their own where it is words or a rating, when the reporter could give them too', () => {
    expect(deed(message, working())).toEqual({ own: message });
    expect(deed(rate, answered())).toEqual({ own: { ...rate, reopens: 0 } });
    expect(deed(rate, working())).toEqual(notNow('rate', 'in-progress'));
  });

  it('rates the answer that stands: after a reopening it is another one', () => {
    const again = answered()
      .when('2026-11-23 13:00', { move: 'reopen' }, resident)
      .when('2026-11-23 13:10', { move: 'start' })
      .when('2026-11-23 14:00', { move: 'resolve', outcome: 'fixed', text });
    expect(deed(rate, again)).toEqual({ own: { ...rate, reopens: 1 } });
    const rated = (reopens: number) =>
      repeated().when('2026-11-23 14:00', { move: 'rate', rating: 'satisfied', reopens }, resident);
    expect(hasRated(foundBy(rated(1)), 1)).toBe(true);
    expect(hasRated(foundBy(rated(0)), 1)).toBe(false);
    expect(hasRated(foundBy(repeated()), 0)).toBe(false);
    rated(0).refuses('2026-11-23 15:00', { move: 'rate', rating: 'satisfied' }, resident, 'already-rated');
  });

  it('is not taken where the case that took them in is itself gone', () => {
    for (const command of [message, rate]) {
      expect(deed(command, repeated())).toEqual(notNow(command.move, 'duplicate'));
      expect(deed(command, takenBack())).toEqual(notNow(command.move, 'withdrawn'));
    }
  });

  it('reopens for everyone what is not solved; their words stay their own', () => {
    const survivors = { move: 'reopen' };
    expect(deed({ move: 'reopen', text }, answered())).toEqual({
      own: { move: 'say-unsolved', text },
      survivors,
    });
    expect(deed({ move: 'reopen' }, answered())).toStrictEqual({ own: { move: 'say-unsolved' }, survivors });
  });

  it('lets them leave while there is something to leave', () => {
    expect(deed(withdraw, working())).toEqual({ own: { move: 'leave' }, survivors: { move: 'let-go' } });
    expect(deed(withdraw, answered())).toEqual(notNow('withdraw', 'resolved'));
  });

  it('is nothing else: only staff do more', () => {
    expect(deed({ move: 'start' }, working())).toEqual(notNow('start', 'in-progress'));
    working().refuses('2026-11-23 11:00', takeIn(), staff('chief'), 'not-found');
  });
});
