import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedRoots } from '../../shared/engine/notary/published-roots.ts';
import { typeDefaults } from '../../shared/policies/type-defaults.ts';
import { testEngine } from '../dynamo-engine.ts';
import { ownProdStage, resourcesOf, templateOf } from '../infra/stack.ts';
import { benched, code } from './scale-figures.ts';
import { meteredLife } from './scale-life.ts';
import { MONITORING_DOLLARS, scaleTables } from './scale-page.ts';
import { streamReaders } from './scale-template.ts';

const textOf = (path: string): string => readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8');
const engine = await testEngine();

// Between its two comments each table is written anew by `npm test -- test/docs -u`; the rest is written by hand.
it('docs/scale.md says what follows from a metered life and the settings of production', async () => {
  const tables = scaleTables(await meteredLife(engine));
  const text = Object.entries(tables).reduce((before, [name, table]) => {
    const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    expect(before).toMatch(place);
    return before.replace(place, (_, begins: string, ends: string) => `${begins}${table}\n${ends}`);
  }, textOf('docs/scale.md'));
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, '..', '..', 'docs', 'scale.md'));
});

describe('what the page takes from elsewhere', () => {
  const constants: readonly [path: string, text: string][] = [
    ['shared/handlers/prove-handler.ts', `RESERVE_MS = ${code.proofReserveSeconds} * SECOND`],
    ['shared/handlers/sweep-handler.ts', `RESERVE_MS = ${code.sweepReserveSeconds} * SECOND`],
    ['shared/engine/sweep/sweep-lane.ts', `ROWS_AT_ONCE = ${code.rowsAtOnce};`],
    ['shared/adapters/notary/s3-log.ts', `READS_AT_ONCE = ${code.objectsAtOnce};`],
    ['shared/adapters/notary/s3-log.ts', `PAGE_SIZE = ${code.objectsInPage};`],
    ['web/resident/script/poll.ts', `EVERY_MS = ${code.pollSeconds}_000;`],
  ];
  it.each(constants)('stands in %s: %s', (path, text) => {
    expect(textOf(path)).toContain(text);
  });

  it('stands in the bill of docs/deploy.md: monitoring and the key', () => {
    const bill = textOf('docs/deploy.md');
    const dollars = ['Custom metrics', 'Alarms', 'Dashboard', 'Key'].map((what) =>
      Number(new RegExp(`^\\| ${what} \\|.*\\| ([\\d.]+) \\|$`, 'm').exec(bill)?.[1]),
    );
    expect(dollars.reduce((sum, one) => sum + one, 0)).toBeCloseTo(MONITORING_DOLLARS, 2);
  });

  it('stands in docs/performance.md: what the bench has metered', () => {
    const measured = textOf('docs/performance.md');
    expect(measured).toMatch(new RegExp(`^\\| write units \\|.*\\| ${benched.writeUnits} \\|$`, 'm'));
    expect(measured).toMatch(
      new RegExp(`^\\| function calls, without the sweep \\|.*\\| ${benched.calls} \\|$`, 'm'),
    );
  });

  it('is a window of seven days in which a case may be reopened', () => {
    expect(typeDefaults.window).toEqual({ days: 7 });
  });

  it('is a list of roots with a limit for all stations together', async () => {
    const limits: unknown[] = [];
    await publishedRoots({
      companions: async (_, { limit }) => {
        limits.push(limit);
        return [];
      },
    });
    expect(limits).toEqual([code.rootsShown]);
  });
});

describe('what does not grow with the stations', () => {
  const template = templateOf(ownProdStage);

  it('is the number of schedules and of readers of the stream, which may have two', () => {
    expect(resourcesOf(template, 'AWS::Scheduler::Schedule')).toHaveLength(3);
    expect(streamReaders).toHaveLength(2);
  });

  it('is the number of metrics: none is kept by station', () => {
    const dimensions = resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap(
      ({ properties }) => (properties.Dimensions ?? []) as readonly { readonly Name: string }[],
    );
    expect(dimensions.filter(({ Name }) => /station/i.test(Name))).toEqual([]);
  });
});
