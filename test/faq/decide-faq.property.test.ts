import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/engine/calendar/instant.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { decideFaqEntry } from '../../shared/faq/decide-faq-entry.ts';
import {
  endedStatuses,
  type FaqCommand,
  type FaqEntry,
  type FaqEntryId,
  shownUntil,
} from '../../shared/faq/faq-entry.ts';
import { faqEntryAggregate } from '../../shared/faq/faq-entry-aggregate.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { at } from '../engine/wall-clock.ts';

const start = at('2026-11-23 10:00');
const policy = standardPolicy;
const [li, wang] = [personId('li'), personId('wang')];
const id = `f${'a'.repeat(25)}` as FaqEntryId;

type Step = {
  readonly after: number;
  readonly what: 'correct' | 'approve' | 'confirm' | 'withdraw' | 'not-delivered';
  readonly by: boolean;
};
const step = fc.record<Step>({
  after: fc.integer({ min: 0, max: 40 * 24 }),
  what: fc.constantFrom('correct', 'approve', 'confirm', 'not-delivered', 'correct', 'approve', 'withdraw'),
  by: fc.boolean(),
});

const isEnded = ({ status }: FaqEntry): boolean => (endedStatuses as readonly string[]).includes(status);

function commandOf({ what, by }: Step, entry: FaqEntry): FaqCommand {
  const person = by ? li : wang;
  switch (what) {
    case 'correct':
      return {
        move: 'correct',
        by: person,
        lookAgainDays: 30,
        ...(entry.draft && { seen: entry.draft.version }),
      };
    case 'approve':
      return { move: 'approve', by: person, draft: entry.draft?.version ?? 1, shown: 'h' };
    default:
      return { move: what };
  }
}

function holds(entry: FaqEntry, now: number): void {
  const open = !isEnded(entry);
  expect(entry.dueAt !== undefined, `${entry.status} has a next deadline`).toBe(open);
  expect(entry.endedAt !== undefined, `${entry.status} has ended`).toBe(!open);
  if (!open) return;
  expect(entry.dueAt).toBeGreaterThan(now - 1);
  expect(entry.status === 'draft' ? entry.draft : entry.lookAgainAt).toBeDefined();
  // What is shown always has an end.
  if (entry.status === 'shown')
    expect(entry.clocks.some(({ kind }) => kind === 'look-again' || kind === 'lapse')).toBe(true);
  if (entry.draft !== undefined) expect(entry.clocks.some(({ kind }) => kind === 'approve')).toBe(true);
}

/** Takes every step of the clock until `now`. */
function ticked(entry: FaqEntry, now: number): FaqEntry {
  let current = entry;
  for (let steps = 0; current.dueAt !== undefined && current.dueAt <= now; steps += 1) {
    expect(steps).toBeLessThan(500);
    const due = current.dueAt;
    const { facts, after } = decideFaqEntry(current, { move: 'tick' }, { now: due, policy });
    expect(facts?.length).toBeGreaterThan(0);
    if (after === undefined) throw new Error('a step of the clock was refused');
    holds(after, due);
    current = after;
  }
  return current;
}

describe('a common question', () => {
  it('is never open without a next deadline, and an answer is never shown beyond its time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let now = start;
        const command = { move: 'draft', station: stationId('st1'), id, by: li, lookAgainDays: 30 } as const;
        const born = decideFaqEntry(undefined, command, { now, policy }).after;
        if (born === undefined) throw new Error('a draft was refused');
        let entry = born;
        holds(entry, now);
        for (const one of steps) {
          now += one.after * HOUR;
          entry = ticked(entry, now);
          const { after } = decideFaqEntry(entry, commandOf(one, entry), { now, policy });
          if (after !== undefined) entry = after;
          holds(entry, now);
          const { codec } = faqEntryAggregate;
          const read = codec.decode(entry as never, codec.encode(entry));
          expect(read).toMatchObject({ clocks: entry.clocks, lookAgainDays: entry.lookAgainDays });
          if (entry.status === 'shown') expect(shownUntil(entry.lookAgainAt ?? 0)).toBeGreaterThan(now);
        }
        if (entry.draft === undefined) expect(isEnded(ticked(entry, now + 400 * DAY))).toBe(true);
      }),
      { seed: 20261123, numRuns: 400 },
    );
  });

  it('is approved by somebody else than who wrote the words, and on the words that were read', () => {
    const command = { move: 'draft', station: stationId('st1'), id, by: li, lookAgainDays: 30 } as const;
    const born = decideFaqEntry(undefined, command, { now: start, policy }).after as FaqEntry;
    const approve = (entry: FaqEntry, by = wang, draft = 1) =>
      decideFaqEntry(entry, { move: 'approve', by, draft, shown: 'h' }, { now: start, policy });
    expect(approve(born, li).refusal).toEqual({ code: 'second-person-needed' });
    expect(approve(born, wang, 2).refusal).toEqual({ code: 'changed-meanwhile', version: 1 });
    const shown = approve(born).after as FaqEntry;
    expect(shown).toMatchObject({ status: 'shown', approvedBy: wang, lookAgainAt: start + 30 * DAY });
    expect(approve(shown).refusal).toEqual({ code: 'nothing-to-approve' });
  });

  it('goes on being shown while a correction waits, and ends with neither', () => {
    const context = (now: number) => ({ now, policy });
    const draft = { move: 'draft', station: stationId('st1'), id, by: li, lookAgainDays: 30 } as const;
    const born = decideFaqEntry(undefined, draft, context(start)).after as FaqEntry;
    const approve = { move: 'approve', by: wang, draft: 1, shown: 'h' } as const;
    const shown = decideFaqEntry(born, approve, context(start)).after as FaqEntry;
    const correct = { move: 'correct', by: wang, lookAgainDays: 60 } as const;
    const corrected = decideFaqEntry(shown, correct, context(start + DAY)).after as FaqEntry;
    expect(corrected).toMatchObject({ status: 'shown', draft: { by: wang, version: 3 } });
    const lapsed = ticked(corrected, start + 50 * DAY);
    expect(lapsed).toMatchObject({ status: 'draft', draft: { version: 3 } });
    const ended = decideFaqEntry(lapsed, { move: 'withdraw' }, context(start + 51 * DAY)).after as FaqEntry;
    expect(ended).toMatchObject({ status: 'withdrawn', endedAt: start + 51 * DAY });
    expect(ended.draft).toBeUndefined();
  });
});
