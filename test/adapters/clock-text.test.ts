import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, milestoneKinds, promiseKinds, stateClockKinds } from '../../shared/cases/clock-kinds.ts';
import { caseClockText } from '../../shared/cases/stored/clock-codes.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { packEscalation, unpackEscalation } from '../../shared/engine/clocks/clock-text.ts';

const { pack, unpack } = caseClockText;
const TEN = Date.UTC(2026, 9, 1, 2);
const kinds = [...promiseKinds, ...stateClockKinds, ...milestoneKinds];

/** Instants that a clock can hold, at odd milliseconds as well as at whole units. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2020), max: Date.UTC(2040) }),
  fc.integer({ min: -400, max: 400 }).map((days) => TEN + days * DAY),
  fc.integer({ min: -400, max: 400 }).map((minutes) => TEN + minutes * MINUTE),
);

const anyClock: fc.Arbitrary<Clock> = fc.record(
  {
    kind: fc.constantFrom(...kinds),
    calendar: fc.constantFrom('always' as const, 'duty' as const, 'office' as const),
    startedAt: instant,
    remindAt: fc.array(instant, { maxLength: 3 }),
    reminded: fc.nat(12),
    promiseAt: instant,
    state: fc.constantFrom('running' as const, 'paused' as const, 'met' as const, 'breached' as const),
    pausedAt: instant,
    late: fc.constant(true as const),
    beyondHorizon: fc.constant(true as const),
    metBy: fc.constantFrom('p-li', 'p-wang', '3f1c9a52-0b7e-4d1a-9a57-5c6f1e2d3b4a'),
  },
  {
    requiredKeys: ['kind', 'calendar', 'startedAt', 'remindAt', 'reminded', 'promiseAt', 'state'],
    noNullPrototype: true,
  },
);

describe('packed clocks', () => {
  it('read back as they were, to the millisecond', () => {
    fc.assert(
      fc.property(fc.array(anyClock, { maxLength: 14 }), instant, (clocks, receivedAt) => {
        expect(unpack(pack(clocks, receivedAt), receivedAt)).toEqual(clocks);
      }),
      { numRuns: 1000 },
    );
  });

  it('distinguish every kind of clock', () => {
    const clocks = kinds.map((kind) => ({ ...respond, kind }));
    expect(unpack(pack(clocks, TEN), TEN)).toEqual(clocks);
  });

  it('are read in the form in which rows already hold them', () => {
    const packed = {
      clocks: ['redr1:0D2H1H2oM', 'fioml2:1.zz.10.-10S@0', 'sodph0:0D7D~-1S'],
      people: ['p-li'],
    };
    expect(unpack(packed, TEN)).toEqual([
      respond,
      {
        kind: 'first-sitting',
        calendar: 'office',
        startedAt: TEN + 1,
        remindAt: [TEN + 1 + 36, TEN + 1 - 36_000],
        reminded: 2,
        promiseAt: TEN + 1 + 1295,
        state: 'met',
        late: true,
        metBy: 'p-li',
      },
      {
        kind: 'resolve',
        calendar: 'duty',
        startedAt: TEN,
        remindAt: [],
        reminded: 0,
        promiseAt: TEN + 7 * DAY,
        state: 'paused',
        pausedAt: TEN - 1000,
        beyondHorizon: true,
      },
    ]);
  });

  it.each(['', 'xxdr0:0D2H', 'redr0:0D', 'redr0:0D2H!', 'redr0:0D2H@0', 'zedr:0D2H'])(
    'are refused when they are not whole: %j',
    (text) => {
      expect(() => unpack({ clocks: [text], people: [] }, TEN)).toThrow(SyntaxError);
    },
  );

  it('take no instant that is not a whole millisecond', () => {
    expect(() => pack([{ ...respond, promiseAt: TEN + 0.5 }], TEN)).toThrow(RangeError);
    expect(() => pack([{ ...respond, promiseAt: Number.NaN }], TEN)).toThrow(RangeError);
  });
});

describe('a packed escalation', () => {
  it('reads back as it was, to the millisecond', () => {
    const escalation = fc.record(
      { startedAt: instant, level: fc.nat(9), nextAt: instant, acting: fc.boolean() },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(escalation, instant, (before, receivedAt) => {
        expect(unpackEscalation(packEscalation(before, receivedAt), receivedAt)).toEqual(before);
      }),
    );
  });

  it('is read in the form in which rows already hold it', () => {
    expect(unpackEscalation('2c5MaM', TEN)).toEqual({
      startedAt: TEN + 5 * MINUTE,
      level: 2,
      nextAt: TEN + 15 * MINUTE,
      acting: false,
    });
    expect(() => unpackEscalation('2x5MaM', TEN)).toThrow(SyntaxError);
  });
});

const respond: Clock = {
  kind: 'respond',
  calendar: 'duty',
  startedAt: TEN,
  remindAt: [TEN + HOUR, TEN + 96 * MINUTE],
  reminded: 1,
  promiseAt: TEN + 2 * HOUR,
  state: 'running',
};
