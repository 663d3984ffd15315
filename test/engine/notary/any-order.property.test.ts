import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notaryStore } from '../../../shared/adapters/memory/notary.ts';
import { memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { notarise } from '../../../shared/engine/notary/notarise.ts';
import type { NotaryLog } from '../../../shared/engine/notary/notary-log.ts';
import type { NotaryRecord } from '../../../shared/engine/notary/notary-record.ts';
import { segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import { sweep } from '../../../shared/engine/sweep/sweep.ts';
import { ampleTime, move, report } from '../../cases/duty-room.ts';
import { at } from '../wall-clock.ts';
import { testMac } from './test-mac.ts';
import { factsOf, linesOf, proofOf, rewrite, type WitnessedRoom, witnessedRoom } from './witnessed-room.ts';

const SEED = 20261130;
const start = at('2026-11-23 10:00');

/** What somebody does; a number picks among the cases that there are. */
const doing = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ what: 'report', which: 0 } as const) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('note' as const), which: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('read' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.constant({ what: 'sweep', which: 0 } as const) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('prove' as const), which: fc.nat(9) }) },
);
/** How often a record comes, how many steps late each time, and to which instance. Often once and at once. */
const coming = fc.oneof(
  { weight: 3, arbitrary: fc.constant([{ late: 0, instance: 0 }]) },
  {
    weight: 4,
    arbitrary: fc.array(fc.record({ late: fc.nat(12), instance: fc.nat(1) }), { maxLength: 3 }),
  },
);
/** What happens to a batch: the log refuses it, or takes it and its answer is lost; then the batch comes again. */
const fate = fc.constantFrom('well', 'well', 'refused', 'answer-lost', 'killed' as const);

interface Plan {
  readonly doings: readonly { readonly what: string; readonly which: number }[];
  readonly comings: readonly (readonly { readonly late: number; readonly instance: number }[])[];
  readonly fates: readonly string[];
}
const plan: fc.Arbitrary<Plan> = fc.record({
  doings: fc.array(doing, { minLength: 5, maxLength: 25 }),
  comings: fc.array(coming, { minLength: 7, maxLength: 13 }),
  fates: fc.array(fate, { minLength: 5, maxLength: 11 }),
});

/** Two instances of the notary that write to one log, which fails as it is told to. */
function instances(world: WitnessedRoom) {
  let fails: string = 'well';
  const inner = memoryNotaryLog(world.entries);
  const log: Pick<NotaryLog, 'append'> = {
    async append(entry) {
      if (fails === 'refused') throw new Unavailable('refused');
      await inner.append(entry);
      if (fails === 'answer-lost') throw new Unavailable('the answer was lost');
    },
  };
  const fresh = () => segmentWriter(log, testMac, world.system);
  const writers = [fresh(), fresh()];
  return async (records: readonly NotaryRecord[], instance: number, now: Instant, how: string) => {
    const segments = writers[instance] ?? fresh();
    fails = how;
    if (how === 'killed') writers[instance] = fresh();
    else await notarise({ notary: notaryStore(world.tables), segments }, records, now).catch(unavailable);
    fails = 'well';
    // The stream gives the batch again until it was taken.
    if (how !== 'well') {
      const again = writers[instance] ?? fresh();
      await notarise({ notary: notaryStore(world.tables), segments: again }, records, now);
    }
  };
}

function unavailable(error: unknown): void {
  if (!(error instanceof Unavailable)) throw error;
}

async function play(world: WitnessedRoom, { doings, comings, fates }: Plan): Promise<Instant> {
  const cases: Case[] = [await report(world, start)];
  const give = instances(world);
  let waiting: { readonly due: number; readonly instance: number; readonly record: NotaryRecord }[] = [];
  let [seen, batches, now] = [0, 0, start];
  for (const [step, { what, which }] of doings.entries()) {
    now += 17 * MINUTE;
    const found = cases[which % cases.length] ?? cases[0];
    if (found === undefined) throw new Error('there is a case');
    if (what === 'report') cases.push(await report(world, now));
    if (what === 'note') await move(world, found, { move: 'note', text: `第${step}步` }, now);
    if (what === 'read') await world.read(found, `r${step}`, now);
    if (what === 'sweep') await sweep(world, now, ampleTime);
    if (what === 'prove') await proveHonest(world, now, which);
    for (const record of world.stream()) {
      for (const { late, instance } of comings[seen % comings.length] ?? []) {
        waiting.push({ due: step + late, instance, record });
      }
      seen += 1;
    }
    for (const instance of [0, 1]) {
      const due = waiting.filter((one) => one.due <= step && one.instance === instance);
      if (due.length === 0) continue;
      await give(
        due.map(({ record }) => record),
        instance,
        now,
        fates[batches % fates.length] ?? 'well',
      );
      batches += 1;
    }
    waiting = waiting.filter((one) => one.due > step);
  }
  return now;
}

/** Whatever the stream lost or still holds back, nothing worse than that may be said of what is honest. */
async function proveHonest(world: WitnessedRoom, now: Instant, pages: number): Promise<void> {
  let left = pages;
  const { violations } = await world.prove(now, () => left--);
  expect(violations.filter(({ kind }) => kind !== 'unstated')).toEqual([]);
}

describe('whatever becomes of the records of the stream', () => {
  it('the log is whole after what is late was stated, and nothing honest is called false', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (planned) => {
        const world = await witnessedRoom();
        const end = (await play(world, planned)) + 2 * HOUR;
        world.stream();
        // The first ends a run that was saved in the middle; the next looks at everything, and asks.
        await proveHonest(world, end, 100);
        await proveHonest(world, end + MINUTE, 100);
        expect((await world.state(end + MINUTE)).objections).toEqual([]);
        expect(linesOf(proofOf(await world.prove(end + 2 * MINUTE)))).toEqual([]);
        const proof = proofOf(await world.prove(end + 2 * MINUTE, ampleTime, 'asked'));
        expect(linesOf(proof)).toEqual([]);
        const logs = [...world.tables.companions.keys()].filter((pk) => pk.startsWith('V#')).length;
        expect(proof).toMatchObject({ finished: true, unstated: 0, stated: proof.chains + logs });
        expect(proof.statedValid).toBe(proof.stated);

        const forged = [...world.tables.states.values()].at(-1)?.state;
        if (forged === undefined || forged === 'unreadable') throw new Error('there is a case');
        const key = keyOf(forged as Case);
        const by = { kind: 'system' } as const;
        rewrite(
          world.tables,
          key,
          factsOf(world.tables, key).map((fact) => ({ ...fact, by })),
        );
        // It is open, so the proof of the day looks at it as well.
        for (const why of ['daily', 'asked'] as const) {
          expect(linesOf(proofOf(await world.prove(end + 3 * MINUTE, ampleTime, why)))).toEqual([
            `rewritten st1-${key.id} version ${forged.version}`,
          ]);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
