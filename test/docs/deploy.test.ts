import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextKeys } from '../../infra/stage-context.ts';
import { priorities } from '../../shared/engine/priority.ts';
import { routes } from '../../shared/http/routes.ts';
import { ownProdStage, resourcesOf, templateOf } from '../infra/stack.ts';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

const number = (text: string): number => Number(text.replaceAll(',', ''));

/** The rows of the cost table: item, amount, price, dollars. */
const rows = [...page.matchAll(/^\| (.+?) \| (.*?) \| (.*?) \| (.+?) \|$/gm)]
  .map(([, what = '', amount = '', price = '', dollars = '']) => ({ what, amount, price, dollars }))
  .filter(({ price }) => /^[\d.]+ (each|per)/.test(price));

/** The value of an amount: the number after its last equals sign, or the first number if there is no such sign. */
const total = (amount: string): number => {
  const end = amount.split(/[=:] /).at(-1) ?? '';
  return number(/^[\d.,]+/.exec(end)?.[0].replace(/,$/, '') ?? '');
};

describe('the cost table', () => {
  it.each(rows)('$what adds up', ({ amount, price, dollars }) => {
    const per = price.includes('million') ? 1_000_000 : 1;
    const cost = (total(amount) * Number.parseFloat(price)) / per;
    expect(Math.abs(cost - number(dollars))).toBeLessThanOrEqual(0.005);
  });

  it('has the sum of its rows as its total', () => {
    const stated = /\*\*Together\*\* \| \| \| \*\*([\d.]+)\*\*/.exec(page)?.[1] ?? '';
    const sum = rows.reduce((before, { dollars }) => before + number(dollars), 0);
    expect(rows.length).toBeGreaterThan(10);
    expect(stated).toBe(sum.toFixed(2));
  });
});

describe('the figures of the bill', () => {
  const amountOf = (name: string) => rows.find(({ what }) => what === name)?.amount;
  const alarms = resourcesOf(templateOf(ownProdStage), 'AWS::CloudWatch::Alarm');

  it('count the alarms of production, and the metrics that they watch', () => {
    const watched = alarms.flatMap(({ properties: { Metrics } }) => Metrics ?? [{ MetricStat: {} }]);
    const billed = watched.filter((one) => 'MetricStat' in (one as object));
    expect(alarms.filter(({ properties }) => properties.Metrics !== undefined)).toHaveLength(1);
    expect(amountOf('Alarms')).toBe(`${alarms.length}, one of them over four metrics: ${billed.length}`);
  });

  it('count the lanes and shards that are read every minute', () => {
    const [lanes, shards] = [priorities.length, ownProdStage.shardsPerLane];
    expect(amountOf('Table, reads')).toContain(`${lanes} lanes × ${shards} shards`);
  });
});

describe('the advice about a firewall', () => {
  it('names every path that contains a secret or a place, so that no operator logs it', () => {
    const advice = /^## A firewall\n(.+?)^## /ms.exec(page)?.[1] ?? '';
    // The names of the console's files are the same for everybody.
    const specific = routes.filter(
      ({ access, path }) => access !== 'staff' && path.replace('{file}', '').includes('{'),
    );
    expect(specific.length).toBeGreaterThan(0);
    for (const { path } of specific) expect(advice).toContain(`\`${path.slice(0, path.indexOf('{'))}\``);
  });
});

describe('the hour from a clone to a printed code', () => {
  it('uses only settings that exist', () => {
    const given = [...page.matchAll(/--context (\w+)=/g)].map(([, key = '']) => key);
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((key) => key !== 'stage' && !contextKeys.includes(key))).toEqual([]);
  });

  it('says what the register prints', () => {
    // The output that test/infra/register.test.ts checks for the example.
    expect(page).toContain('`st1: 1 places, 4 people.`');
  });
});
