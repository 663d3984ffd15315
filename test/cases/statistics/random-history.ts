import { memoryStore } from '../../../shared/adapters/memory/store.ts';
import { emptyTables, type Tables } from '../../../shared/adapters/memory/tables.ts';
import { systemOf } from '../../../shared/adapters/system.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import { type Case, isOpenCase } from '../../../shared/cases/case.ts';
import { caseAggregate } from '../../../shared/cases/case-aggregate.ts';
import { type CaseKey, inScope, keyOf } from '../../../shared/cases/case-key.ts';
import type { Command } from '../../../shared/cases/command.ts';
import { moveCase } from '../../../shared/cases/moves/move-case.ts';
import { fromIso, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { handleCommand } from '../../../shared/engine/commands/handle-command.ts';
import type { Actor, PersonId, Role } from '../../../shared/engine/scope.ts';
import { tick } from '../../../shared/engine/sweep/tick.ts';
import { fixedPolicies } from '../../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { caseOf } from '../../sim/people/cases.ts';
import { drawCommand } from '../../sim/people/draw-command.ts';
import { addStations, desks, stations } from '../../sim/people/fixtures.ts';
import { type Dice, dice } from '../../sim/world/dice.ts';
import { stubSecrets } from '../../sim/world/stub-secrets.ts';

const station = stations[0];
const own = desks.filter((desk) => desk.station === station);
const startAt = fromIso('2026-03-02T00:00:00.000+08:00') ?? 0;
/** Moves that change what the statistics say of a case in a way of their own. */
const turns = [
  'resolve',
  'resolve',
  'reply',
  'extend',
  'retype',
  'transfer',
  'mark-duplicate',
  'unlink',
  'ask-resident',
  'assign',
  'close',
  'reopen',
] as const;
const resident: Actor = { kind: 'resident' };

/** Cases that live at the same time, so that they can be linked. */
const COHORT = 10;
/** So often a cohort is looked at; what is open then stays so. */
const ROUNDS = 26;

/** A station whose cases have lived at random, and what its time is. */
export interface RandomHistory {
  readonly tables: Tables;
  readonly keys: readonly CaseKey[];
  readonly now: Instant;
}

/**
 * Lets cases live, a few at a time: staff and residents do what the lifecycle allows, and the clock runs, often late.
 * @param afterwards called after each step of a case
 */
export async function randomHistory(
  seed: number,
  casesMin: number,
  afterwards: (key: CaseKey, now: Instant, tables: Tables) => Promise<void>,
): Promise<RandomHistory> {
  const luck = dice(seed);
  const tables = emptyTables();
  const town = new Town(tables, luck, (key, now) => afterwards(key, now, tables));
  await addStations(town.store, startAt);
  const keys: CaseKey[] = [];
  while (keys.length < casesMin) {
    const cohort: CaseKey[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      town.now += luck.between(1, round < 14 ? 200 : 60 * 60) * MINUTE;
      if (cohort.length < COHORT) cohort.push(await town.report());
      for (const key of cohort) await town.live(key, cohort);
    }
    keys.push(...cohort);
  }
  return { tables, keys, now: town.now };
}

class Town {
  now: Instant = startAt;
  readonly store: ReturnType<typeof memoryStore>;
  private readonly luck: Dice;
  private readonly afterwards: (key: CaseKey, now: Instant) => Promise<void>;
  private readonly secrets = stubSecrets();
  private readonly policies = fixedPolicies(standardPolicy);
  private commands = 0;

  constructor(tables: Tables, luck: Dice, afterwards: Town['afterwards']) {
    this.store = memoryStore(tables);
    this.luck = luck;
    this.afterwards = afterwards;
  }

  private get world() {
    return { store: this.store, policies: this.policies, aggregates, ...this.secrets };
  }

  async report(): Promise<CaseKey> {
    const { luck, now } = this;
    const system = systemOf(() => now, luck.chance);
    const caseId = system.newCaseId();
    const command = {
      move: 'submit',
      ...{ station, caseId, reference: system.newReference(), reader: 'r'.repeat(43) },
      ...caseOf(luck, now),
      place: 'st1-b3-1',
      building: `b${luck.between(1, 23)}`,
      channel: 'qr',
      language: 'zh-CN',
      reachable: luck.happens(0.7),
    } as const;
    await handleCommand(this.world, caseAggregate, { station, now }, async () => ({ command, by: resident }));
    const key = keyOf({ station, caseId });
    await this.afterwards(key, now);
    return key;
  }

  /** What happens to a case while somebody looks at its cohort. */
  async live(key: CaseKey, cohort: readonly CaseKey[]): Promise<void> {
    const { luck } = this;
    const found = (await this.store.load(key)) as Case;
    if (isOpenCase(found) && found.dueAt <= this.now && luck.happens(0.12)) {
      await tick(this.world, key, this.now);
    } else if (luck.happens(0.02)) {
      await this.fail(key);
    } else if (luck.happens(0.65)) {
      await (luck.happens(0.75) ? this.staffActs(found, cohort) : this.residentActs(found, key));
    } else {
      return;
    }
    await this.afterwards(key, this.now);
  }

  private async staffActs(found: Case, cohort: readonly CaseKey[]): Promise<void> {
    const { luck, now } = this;
    const desk = luck.pick(own);
    const drawn = this.drawn(found, desk.role, desk.person);
    if (drawn === undefined || drawn.move === 'join' || drawn.move === 'choose-notices') return;
    const isLink = drawn.move === 'mark-duplicate';
    const of = isLink ? luck.pick(cohort) : undefined;
    const command = isLink && of ? { ...drawn, of: of.id } : drawn;
    this.commands += 1;
    const request = { command, commandId: `c${this.commands}`, expectedVersion: found.version };
    await moveCase(this.world, desk, found.caseId, request, now);
    // A link is a step of the primary case too.
    for (const id of [of?.id, found.duplicateOf]) {
      if (id !== undefined) await this.afterwards(inScope(desk, id), now);
    }
  }

  /** What matters for the statistics comes more often than it would by itself. */
  private drawn(found: Case, role: Role, person: PersonId) {
    const draw = () => drawCommand(this.luck, found, role, person, this.now);
    const wanted = this.luck.happens(0.5) ? this.luck.pick(turns) : undefined;
    for (let tries = 0; wanted !== undefined && tries < 12; tries += 1) {
      const command = draw();
      if (command?.move === wanted) return command;
    }
    return draw();
  }

  private async residentActs(found: Case, key: CaseKey): Promise<void> {
    const command = drawCommand(this.luck, found, 'resident', undefined, this.now);
    if (command === undefined || command.move === 'join' || command.move === 'choose-notices') return;
    await this.commanded(key, command, resident);
  }

  /** The last message to the resident turns out to have reached nobody. */
  private fail(key: CaseKey): Promise<void> {
    const failed = {
      move: 'delivery-failed',
      delivery: 'd-1',
      to: 'resident',
      kind: 'reply',
      reason: 'dead',
    } as const;
    return this.commanded(key, failed, { kind: 'system' });
  }

  private async commanded(key: CaseKey, command: Command, by: Actor): Promise<void> {
    const target = { key, station, now: this.now };
    await handleCommand(this.world, caseAggregate, target, async () => ({ command, by }));
  }
}
