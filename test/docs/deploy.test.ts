import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextKeys } from '../../infra/stage-context.ts';
import { priorities } from '../../shared/domain/priority.ts';
import { routes } from '../../shared/http/routes.ts';
import { firewalledStage, prodStage, resourcesOf, templateOf } from '../infra/stack.ts';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

const number = (text: string): number => Number(text.replaceAll(',', ''));

/** The rows of the table of costs: what, how many, at which price, dollars. */
const rows = [...page.matchAll(/^\| (.+?) \| (.*?) \| (.*?) \| (.+?) \|$/gm)]
  .map(([, what = '', amount = '', price = '', dollars = '']) => ({ what, amount, price, dollars }))
  .filter(({ price }) => /^[\d.]+ (each|per)/.test(price));

/** What an amount comes to: behind its last sign, or where there is none, at its beginning. */
const total = (amount: string): number => {
  const end = amount.split(/[=:] /).at(-1) ?? '';
  return number(/^[\d.,]+/.exec(end)?.[0].replace(/,$/, '') ?? '');
};

describe('what it costs', () => {
  it.each(rows)('$what adds up', ({ amount, price, dollars }) => {
    const per = price.includes('million') ? 1_000_000 : 1;
    const cost = (total(amount) * Number.parseFloat(price)) / per;
    expect(Math.abs(cost - number(dollars))).toBeLessThanOrEqual(0.005);
  });

  it('comes to the sum of its rows', () => {
    const stated = /\*\*Together\*\* \| \| \| \*\*([\d.]+)\*\*/.exec(page)?.[1] ?? '';
    const sum = rows.reduce((before, { dollars }) => before + number(dollars), 0);
    expect(rows.length).toBeGreaterThan(10);
    expect(stated).toBe(sum.toFixed(2));
  });
});

describe('the figures of the bill', () => {
  const amountOf = (name: string) => rows.find(({ what }) => what === name)?.amount;
  const alarms = resourcesOf(templateOf(prodStage), 'AWS::CloudWatch::Alarm');

  it('count the routes there are, each with its three outcomes and its time', () => {
    expect(amountOf('Custom metrics')).toContain(`+ ${routes.length} routes × 4 = ${40 + routes.length * 4}`);
  });

  it('count the alarms of production, and the metrics that they watch', () => {
    const watched = alarms.flatMap(({ properties: { Metrics } }) => Metrics ?? [{ MetricStat: {} }]);
    const billed = watched.filter((one) => 'MetricStat' in (one as object));
    expect(alarms.filter(({ properties }) => properties.Metrics !== undefined)).toHaveLength(1);
    expect(amountOf('Alarms')).toBe(`${alarms.length}, one of them over three metrics: ${billed.length}`);
  });

  it('count the lanes and shards that are read every minute', () => {
    const [lanes, shards] = [priorities.length, prodStage.shardsPerLane];
    expect(amountOf('Table, reads')).toContain(`${lanes} lanes × ${shards} shards`);
  });

  it('count the rules of a firewall, and name what it turns away', () => {
    const [acl] = resourcesOf(templateOf(firewalledStage), 'AWS::WAFv2::WebACL');
    const rules = acl?.properties.Rules as { Name: string; Statement: Record<string, { Limit?: number }> }[];
    const dollars = 5 + rules.length;
    expect(page).toContain(`${dollars}.00 a month for the list and its three rules`);
    // 0.60 for the firewall and 2.50 more for the API, for each million of requests.
    expect(page).toContain(`a month that is ${(dollars + 0.03 * 3.1).toFixed(2)} in all`);
    const limit = rules[0]?.Statement.RateBasedStatement?.Limit ?? 0;
    expect(page).toContain(
      `more than ${limit.toLocaleString('en')} requests in five minutes from one address`,
    );
    for (const { Name } of rules.slice(1)) expect(page).toContain(`\`${Name}\``);
  });
});

describe('the hour from a clone to a code on a wall', () => {
  it('gives only settings that there are', () => {
    const given = [...page.matchAll(/--context (\w+)=/g)].map(([, key = '']) => key);
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((key) => key !== 'stage' && !contextKeys.includes(key))).toEqual([]);
  });

  it('says what the register prints', () => {
    // As test/infra/register.test.ts sees it for the example.
    expect(page).toContain('`st1: 1 places, 4 people.`');
  });
});
