import { describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { MoveCommand } from '../../shared/cases/command.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { readCase, trackCase } from '../../shared/cases/reading/read-case.ts';
import type { World } from '../../shared/cases/world.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { personId, type Scope } from '../../shared/engine/scope.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPerson } from '../enter.ts';
import { deskOf, elsewhere, reportOf, room, station } from './room.ts';

const now = at('2026-11-23 10:00');
const token = 'B'.repeat(32);
const officer = deskOf('officer');

async function reported(world: World): Promise<Case> {
  const submitted = await submitCase(world, reportOf({ token }), now);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  return submitted.found;
}

const ask = (command: MoveCommand, expectedVersion = 1, commandId = 'c-1') => ({
  command,
  expectedVersion,
  commandId,
});

describe('a move', () => {
  it('is answered with the version it made and the next step', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    const moved = await moveCase(world, officer, caseId, ask({ move: 'acknowledge' }), now + MINUTE);
    expect(moved).toMatchObject({
      answer: { version: 2, status: 'acknowledged', dueKind: 'remind:respond', responsible: 'officer' },
    });
  });

  it('sent twice gets the first answer, whatever happened since', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    const first = await moveCase(world, officer, caseId, ask({ move: 'acknowledge' }), now);
    await moveCase(world, officer, caseId, ask({ move: 'start' }, 2, 'c-2'), now);
    expect(await moveCase(world, officer, caseId, ask({ move: 'acknowledge' }), now)).toEqual(first);
  });

  it('under a known id with other content is refused', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    await moveCase(world, officer, caseId, ask({ move: 'acknowledge' }), now);
    expect(await moveCase(world, officer, caseId, ask({ move: 'start' }), now)).toEqual({
      refusal: { code: 'command-used' },
    });
  });

  it('on a version that has changed meanwhile is refused with the new one', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    await moveCase(world, officer, caseId, ask({ move: 'acknowledge' }), now);
    expect(await moveCase(world, officer, caseId, ask({ move: 'start' }, 1, 'c-2'), now)).toEqual({
      refusal: { code: 'changed-meanwhile', version: 2 },
    });
  });

  it('from another station, or by a guard who may not see the case, finds nothing', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    const strangers: readonly Scope[] = [deskOf('chief', 'p-x', elsewhere), deskOf('guard')];
    for (const scope of strangers) {
      expect(await moveCase(world, scope, caseId, ask({ move: 'acknowledge' }), now)).toEqual({
        refusal: { code: 'not-found' },
      });
      expect(await readCase(world, { scope }, caseId)).toEqual({
        refusal: { code: 'not-found' },
      });
    }
  });

  it('that marks a duplicate needs a primary case that exists', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    const missing = 'czzzzzzzzzzzzzzzzzzzzzzzzz' as Case['caseId'];
    expect(await moveCase(world, officer, caseId, ask({ move: 'mark-duplicate', of: missing }), now)).toEqual(
      {
        refusal: { code: 'not-linkable' },
      },
    );
  });
});

describe('an assignment', () => {
  it('goes only to somebody on the roster', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    const to = deskOf('officer', 'p-li').person;
    const assign = ask({ move: 'assign', to });
    expect(await moveCase(world, officer, caseId, assign, now)).toEqual({
      refusal: { code: 'unknown-person' },
    });
    await enteredPerson(world.store, {
      person: to,
      station,
      role: 'officer',
      displayName: '李',
      onLeave: false,
    });
    expect(await moveCase(world, officer, caseId, assign, now)).toMatchObject({
      answer: { status: 'assigned', responsible: 'assignee' },
    });
  });

  it.each(['guard', 'officer', 'chief'] as const)('goes to a %s', async (role) => {
    expect(await assignedTo(role)).toMatchObject({ answer: { status: 'assigned' } });
  });

  it.each(['auditor', 'district'] as const)('does not go to the %s, who may not act on it', async (role) => {
    expect(await assignedTo(role)).toEqual({ refusal: { code: 'person-cannot-act' } });
  });

  async function assignedTo(role: Person['role']) {
    const world = await room();
    const { caseId } = await reported(world);
    const person = personId('p-zhao');
    await enteredPerson(world.store, { person, station, role, displayName: '赵', onLeave: false });
    return moveCase(world, officer, caseId, ask({ move: 'assign', to: person }), now);
  }
});

describe('the resident', () => {
  it('reads a reply under their secret link, and under no other', async () => {
    const world = await room();
    const { caseId } = await reported(world);
    await moveCase(world, officer, caseId, ask({ move: 'reply', text: '手机找到了，请来取' }), now);
    const tracked = await trackCase(world, token);
    if (tracked.refusal) throw new Error(tracked.refusal.code);
    expect(tracked.caseDetails.texts.map(({ text }) => text)).toContain('手机找到了，请来取');
    expect(await trackCase(world, 'C'.repeat(32))).toEqual({ refusal: { code: 'not-found' } });
  });

  it('is not stopped by a clock that writes at the same time', async () => {
    const world = await room();
    const found = await reported(world);
    const later = now + 16 * MINUTE;
    const request = { command: { move: 'add-message', text: '还有一张卡' } as const, commandId: 'r-1' };
    const [moved, ticked] = await Promise.all([
      residentMove(world, token, request, later),
      tick(world, keyOf(found), later),
    ]);
    expect(moved).toHaveProperty('answer');
    expect(['stepped', 'lost-race']).toContain(ticked);
  });
});

describe('an officer and the clock racing on one case', () => {
  it('never lose an update in 1,000 rounds', async () => {
    const world = await room();
    const found = await reported(world);
    let noted = 0;
    for (let round = 0; round < 1000; round += 1) {
      const moment = now + round * 5 * MINUTE;
      const before = await world.store.load(keyOf(found));
      const request = ask({ move: 'note', text: `#${round}` }, before?.version ?? 0, `c-${round}`);
      const [moved] = await Promise.all([
        moveCase(world, officer, found.caseId, request, moment),
        tick(world, keyOf(found), moment),
      ]);
      if ('answer' in moved) noted += 1;
      else expect(moved.refusal.code).toBe('changed-meanwhile');
    }
    const { facts } = await world.store.history(keyOf(found));
    const after = await world.store.load(keyOf(found));
    expect(facts.filter(({ fact }) => fact.fact === 'noted')).toHaveLength(noted);
    expect(new Set(facts.map(({ version }) => version)).size).toBe(after?.version);
  });
});

describe('five sweeps at once', () => {
  it('take each step once', async () => {
    const world = await room();
    const found = await reported(world);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => tick(world, keyOf(found), at('2026-11-23 13:00'))),
    );
    expect(outcomes.filter((outcome) => outcome === 'stepped')).toHaveLength(1);
    const { facts } = await world.store.history(keyOf(found));
    const breaches = facts.filter(({ fact }) => fact.fact === 'breached').map(({ fact }) => fact);
    expect(breaches).toHaveLength(new Set(breaches.map((fact) => JSON.stringify(fact))).size);
  });
});
