import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Case } from '../../shared/cases/case.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { decide } from '../../shared/cases/decisions/decide.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { isOpen } from '../../shared/cases/lifecycle.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { buildCommit } from '../../shared/engine/commands/build-commit.ts';
import { brokenAt } from '../../shared/engine/commands/fact-chain.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';
import { fitted, turns } from './decisions/random-scenario.ts';
import { deskOf, reportOf, room } from './room.ts';

const engine = await testEngine();

const now = at('2026-11-23 10:00');
const newRoom = async () => {
  const name = await engine.newTable();
  return room(1, dynamoStore({ documents: engine.documents, name, aggregates, shardsPerLane: 2 }));
};
type Room = Awaited<ReturnType<typeof newRoom>>;

async function reported(world: Room): Promise<Case> {
  const submitted = await submitCase(world, reportOf({ token: 'D'.repeat(32) }), now);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  return submitted.found;
}

describe('on the real engine', () => {
  it('an officer and the clock racing on one case lose no update in 1,000 rounds', async () => {
    const world = await newRoom();
    const found = await reported(world);
    let noted = 0;
    for (let round = 0; round < 1000; round += 1) {
      const moment = now + round * 5 * MINUTE;
      const seen = await world.store.load(keyOf(found));
      const request = {
        command: { move: 'note', text: `#${round}` } as const,
        expectedVersion: seen?.version ?? 0,
        commandId: `c-${round}`,
      };
      const [moved] = await Promise.all([
        moveCase(world, deskOf('officer'), found.caseId, request, moment),
        tick(world, keyOf(found), moment),
      ]);
      if ('answer' in moved) noted += 1;
      else expect(moved.refusal.code).toBe('changed-meanwhile');
    }
    const after = await world.store.load(keyOf(found));
    const { facts } = await world.store.history(keyOf(found));
    expect(facts.filter(({ fact }) => fact.fact === 'noted')).toHaveLength(noted);
    expect(noted).toBeGreaterThan(0);
    expect([...new Set(facts.map((fact) => fact.version))]).toEqual(
      Array.from({ length: after?.version ?? 0 }, (_, index) => index + 1),
    );
    expect(brokenAt(keyOf(found), facts, after?.chainHead ?? '')).toBeUndefined();
  });

  it('five overlapping sweeps take each step once', async () => {
    const world = await newRoom();
    const found = await reported(world);
    for (let round = 1; round <= 40; round += 1) {
      const moment = now + round * 15 * MINUTE;
      await Promise.all(Array.from({ length: 5 }, () => tick(world, keyOf(found), moment)));
    }
    const { facts } = await world.store.history(keyOf(found));
    const steps = facts.flatMap(({ fact }) =>
      fact.fact === 'reminded'
        ? [`${fact.clock}/${fact.clocks?.[0]?.reminded}`]
        : fact.fact === 'breached'
          ? [fact.clock]
          : [],
    );
    expect(steps.length).toBeGreaterThan(3);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('every open case has a next step after at least 1,000 random commands, as stored and read again', async () => {
    const world = await newRoom();
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(turns, { minLength: 30, maxLength: 50 }), fc.integer(), async (life, n) => {
        const token = `E${String(Math.abs(n)).padStart(31, '0').slice(-31)}`;
        const submitted = await submitCase(world, reportOf({ token, type: 'hazard', details: {} }), now);
        if (submitted.refusal) throw new Error(submitted.refusal.code);
        const key = keyOf(submitted.found);
        let moment = now;
        for (const { command, by, wait } of life) {
          steps += 1;
          const before = await world.store.load(key);
          if (before === undefined) throw new Error('a case is gone');
          const toDue = wait.toDue && before.dueAt !== undefined ? Math.max(0, before.dueAt - moment) : 0;
          moment += toDue + (wait.toDue ? 0 : wait.minutes * MINUTE);
          const policy = await world.policies.of(before.station, before.policyVersion);
          const decision = decide(before, fitted(command, before, moment), by, moment, policy);
          if (decision.refusal || decision.facts.length === 0) continue;
          const { after: decided, facts } = decision;
          const commit = buildCommit(caseAggregate, {
            before,
            after: decided,
            facts,
            by,
            now: moment,
            policy,
            companions: [],
            sealedTexts: { texts: [], commitments: [] },
          });
          expect(await world.store.commit(commit)).toEqual({ ok: true });
          const after = await world.store.load(key);
          expect(after).toEqual(commit.after);
          // Either the case has ended, or it has a next step that is not the review of last resort.
          expect(after === undefined || isOpen(after.status)).toBe(after?.dueAt !== undefined);
          expect(after?.dueKind).not.toBe('review');
        }
      }),
      { numRuns: 30, seed: 20261123 },
    );
    expect(steps).toBeGreaterThanOrEqual(1000);
  });
});
