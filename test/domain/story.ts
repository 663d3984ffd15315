import { expect } from 'vitest';
import type { Case, CaseId, Details } from '../../shared/domain/case.ts';
import type { CaseType } from '../../shared/domain/case-type.ts';
import type { Clock } from '../../shared/domain/clock.ts';
import type { Command, MoveCommand, Submit } from '../../shared/domain/command.ts';
import { decide } from '../../shared/domain/decide.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { foldMessages, type Message } from '../../shared/domain/message.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { referenceFrom } from '../../shared/domain/reference.ts';
import type { RefusalCode } from '../../shared/domain/refusal.ts';
import { type Actor, personId, stationId } from '../../shared/domain/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { at, wall } from './wall-clock.ts';

export const station = stationId('st1');
export const clock: Actor = { kind: 'clock' };
export const resident: Actor = { kind: 'resident' };
export const staff = (role: 'guard' | 'officer' | 'chief', person = `p-${role}`): Actor => ({
  kind: 'staff',
  person: personId(person),
  role,
  station,
});

/** A report as the form sends it; the moment is when it is received. */
export const report = (type: CaseType, details: Details = {}, more: Partial<Submit> = {}): Submit => ({
  move: 'submit',
  station,
  caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId,
  reference: referenceFrom('482719'),
  type,
  details,
  place: 'b3-1',
  building: 'b3',
  channel: 'qr',
  language: 'zh-CN',
  reachable: true,
  ...more,
});

/**
 * A case lived through in given / when / then: each line names a moment in Shanghai and what was asked. The clock
 * ticks only when the story says so.
 */
export class Story {
  found: Case | undefined;
  readonly policy: Policy;
  facts: readonly Fact[] = [];

  constructor(policy: Policy = standardPolicy) {
    this.policy = policy;
  }

  /** Asks and keeps the outcome; throws on a refusal. */
  when(moment: string | Instant, command: Command, by: Actor = staff('officer')): this {
    const decision = this.ask(moment, command, by);
    if (decision.refusal) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
    this.found = decision.after;
    this.facts = decision.facts;
    return this;
  }

  ask(moment: string | Instant, command: Command, by: Actor): Decision {
    const now = typeof moment === 'string' ? at(moment) : moment;
    return decide(this.found, command, by, now, this.policy);
  }

  tick(moment: string | Instant): this {
    return this.when(moment, { move: 'tick' }, clock);
  }

  /** Asks what must be refused, and leaves the case as it is. */
  refuses(moment: string, command: MoveCommand, by: Actor, code: RefusalCode): this {
    expect(this.ask(moment, command, by).refusal?.code).toBe(code);
    return this;
  }

  /** The facts of the last command, by name. */
  get happened(): readonly string[] {
    return this.facts.map(({ fact }) => fact);
  }

  /** Who was told by the last command, after folding: `rung→chief`. */
  get told(): readonly string[] {
    return foldMessages(this.messages).map(({ kind, to }) => `${kind}→${to}`);
  }

  /** What the last command has to say, as its facts hold it. */
  get messages(): readonly Message[] {
    return this.facts.flatMap(({ messages = [] }) => messages);
  }

  get due(): string {
    const { found } = this;
    return found?.dueAt === undefined ? 'never' : `${wall(found.dueAt)} ${found.dueKind} ${found.party}`;
  }

  clock(kind: string): Clock | undefined {
    return this.found?.clocks.find((candidate) => candidate.kind === kind);
  }

  promise(kind: string): string | undefined {
    const clockFound = this.clock(kind);
    return clockFound && `${wall(clockFound.promiseAt)} ${clockFound.state}`;
  }
}
