import { expect } from 'vitest';
import type { Case, CaseId, Details } from '../../../shared/cases/case.ts';
import type { CaseType } from '../../../shared/cases/case-type.ts';
import type { Clock } from '../../../shared/cases/clock-kinds.ts';
import type { Command, MoveCommand, Submit } from '../../../shared/cases/command.ts';
import { decide } from '../../../shared/cases/decisions/decide.ts';
import type { Decision } from '../../../shared/cases/decisions/decision-draft.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import { type Message, messageKinds } from '../../../shared/cases/message-kinds.ts';
import { referenceFrom } from '../../../shared/cases/reference.ts';
import type { RefusalCode } from '../../../shared/cases/refusal.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { foldMessages } from '../../../shared/engine/outbox/message.ts';
import { type Actor, personId, stationId } from '../../../shared/engine/scope.ts';
import type { Policy } from '../../../shared/policies/policy.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { at, wallTime } from '../../engine/wall-clock.ts';

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
  reader: 'r'.repeat(43),
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
 * A case in given / when / then form: each call names a time in Shanghai and the command. The clock ticks only when
 * `tick` is called.
 */
export class Scenario {
  found: Case | undefined;
  readonly policy: Policy;
  facts: readonly Fact[] = [];

  constructor(policy: Policy = standardPolicy) {
    this.policy = policy;
  }

  /** Decides the command and keeps the new state; throws on a refusal. */
  when(moment: string | Instant, command: Command, by: Actor = staff('officer')): this {
    const decision = this.decide(moment, command, by);
    if (decision.refusal) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
    this.found = decision.after;
    this.facts = decision.facts;
    return this;
  }

  decide(moment: string | Instant, command: Command, by: Actor): Decision {
    const now = typeof moment === 'string' ? at(moment) : moment;
    return decide(this.found, command, by, now, this.policy);
  }

  tick(moment: string | Instant): this {
    return this.when(moment, { move: 'tick' }, clock);
  }

  /** Expects a refusal, and leaves the case unchanged. */
  refuses(moment: string, command: MoveCommand, by: Actor, code: RefusalCode): this {
    expect(this.decide(moment, command, by).refusal?.code).toBe(code);
    return this;
  }

  /** The facts of the last command, by name. */
  get factNames(): readonly string[] {
    return this.facts.map(({ fact }) => fact);
  }

  /** Who the last command notifies, after folding: `level→chief`. */
  get notified(): readonly string[] {
    return foldMessages(this.messages, messageKinds).map(({ kind, to }) => `${kind}→${to}`);
  }

  /** The messages of the last command, before folding. */
  get messages(): readonly Message[] {
    return this.facts.flatMap(({ messages = [] }) => messages);
  }

  get due(): string {
    const { found } = this;
    return found?.dueAt === undefined
      ? 'never'
      : `${wallTime(found.dueAt)} ${found.dueKind} ${found.responsible}`;
  }

  clock(kind: string): Clock | undefined {
    return this.found?.clocks.find((candidate) => candidate.kind === kind);
  }

  promise(kind: string): string | undefined {
    const clockFound = this.clock(kind);
    return clockFound && `${wallTime(clockFound.promiseAt)} ${clockFound.state}`;
  }
}
