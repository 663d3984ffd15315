import { expect } from 'vitest';
import type { Case } from '../../../shared/cases/case.ts';
import { decide } from '../../../shared/cases/decisions/decide.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import { isOpen } from '../../../shared/cases/lifecycle.ts';
import { messageKinds } from '../../../shared/cases/message-kinds.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { foldMessages } from '../../../shared/engine/outbox/message.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { fitted, type Report, type Turn } from './random-scenario.ts';
import { clock, resident } from './scenario.ts';

/** Expects rule 0 of a case after a command at `now`: an open case has a next step, an ended one has none. */
function expectArmed(found: Case, now: Instant): void {
  if (!isOpen(found.status)) {
    expect(found.dueAt).toBeUndefined();
    return;
  }
  expect(found.dueAt).toBeTypeOf('number');
  expect(found.responsible).toBeTypeOf('string');
  // The review deadline exists only to catch defects; no sequence of commands may lead to it.
  expect(found.dueKind).not.toBe('review');
  expect(Number.isSafeInteger(found.dueAt)).toBe(true);
  expect(now).toBeGreaterThan(0);
}

/** Expects that one tick takes every step that is due, and that a second tick at the same time takes none. */
function expectTickSettles(found: Case, now: Instant): void {
  const first = decide(found, { move: 'tick' }, clock, now, standardPolicy);
  const after = first.after ?? found;
  if (after.dueAt !== undefined) expect(after.dueAt).toBeGreaterThan(now);
  const second = decide(after, { move: 'tick' }, clock, now, standardPolicy);
  expect(second.facts).toEqual([]);
}

function expectOneMessageEach(facts: readonly Fact[]): void {
  const folded = foldMessages(
    facts.flatMap(({ messages = [] }) => messages),
    messageKinds,
  );
  const addressees = folded.map(({ to, person }) => `${to}${person ?? ''}`);
  expect(new Set(addressees).size).toBe(addressees.length);
  expect(facts.length + 2 * folded.length + 3).toBeLessThanOrEqual(20 + 2 * 8);
}

/** Applies the commands to one case and expects rule 0 after each. `onStep` gets the case before each command. */
export function expectAlwaysArmed(
  { command, now: receivedAt }: Report,
  life: readonly Turn[],
  onStep: (found: Case) => void = () => {},
): void {
  let now = receivedAt;
  let found = decide(undefined, command, resident, now, standardPolicy).after;
  if (found === undefined) throw new Error('a well-formed report was refused');
  for (const { command: drawn, by, wait } of life) {
    onStep(found);
    const toDue: number = wait.toDue && found.dueAt !== undefined ? Math.max(0, found.dueAt - now) : 0;
    now += toDue + (wait.toDue ? 0 : wait.minutes * MINUTE);
    const decision = decide(found, fitted(drawn, found, now), by, now, standardPolicy);
    if (decision.refusal) continue;
    if (decision.facts.length > 0) expect(decision.after.version).toBe(found.version + 1);
    found = decision.after;
    expectArmed(found, now);
    expectTickSettles(found, now);
    expectOneMessageEach(decision.facts);
  }
}
