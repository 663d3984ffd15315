import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import type { StatsRequest } from '../../../shared/handlers/stats-request.ts';
import { localAccount } from '../../dynamo-engine.ts';
import { lostPhone } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();
const lambda = new LambdaClient({ endpoint: run.invokeEndpoint, maxAttempts: 1, ...localAccount });
afterAll(() => lambda.destroy());
const [officer, chief] = [await client.tokenOf('officer'), await client.tokenOf('chief')];

async function asked(request: StatsRequest): Promise<unknown> {
  const invoke = new InvokeCommand({ FunctionName: 'stats', Payload: JSON.stringify(request) });
  const answer = await lambda.send(invoke);
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8'));
}

/** The numbers once everything that happened has passed stream, relay and bus. */
async function statistics(by = 'type') {
  await run.settle();
  const { status, body } = await client.ask('GET /v1/office/stats', {
    bearer: chief,
    query: { by, from: '2026-01-01' },
  });
  expect(status).toBe(200);
  return body;
}

describe('the numbers of a station', () => {
  it('change with each step of a case: reported, answered, resolved, rated, reopened', async () => {
    const report = lostPhone(7);
    const { token } = report;
    const submitted = await client.ask('POST /v1/cases', { body: report });
    const id = await client.idOf(submitted.body.reference, officer);
    const before = await statistics();
    expect(before).toMatchObject({ missing: 0, complete: true });
    const { received } = before.totals;
    expect(received).toBeGreaterThanOrEqual(1);

    let version = 1;
    const move = async (body: object) => {
      const request = { path: { id }, bearer: officer, body: { expectedVersion: version, ...body } };
      const moved = await client.ask('POST /v1/office/cases/{id}/moves', request);
      expect(moved.status).toBe(200);
      version = moved.body.version;
    };
    const resident = async (route: 'rating' | 'reopen', body: object) =>
      expect((await client.ask(`POST /v1/track/{token}/${route}`, { path: { token }, body })).status).toBe(
        200,
      );

    await move({ move: 'reply', text: '监控看过了，保洁员认出了捡到的人' });
    const replied = await statistics();
    expect(replied.totals.response.numerator).toBe(before.totals.response.numerator + 1);
    expect(replied.totals.response.unknown).toBe(before.totals.response.unknown - 1);

    await move({ move: 'resolve', outcome: 'returned', text: '手机找到了，请到警务室来取' });
    const resolved = await statistics();
    expect(resolved.totals.completion.numerator).toBe(before.totals.completion.numerator + 1);
    expect(resolved.totals.answered).toBe(before.totals.answered + 1);

    await resident('rating', { rating: 'dissatisfied' });
    const rated = await statistics();
    expect(rated.totals.satisfaction.denominator).toBe(before.totals.satisfaction.denominator + 1);
    expect(rated.totals.satisfaction.numerator).toBe(before.totals.satisfaction.numerator);

    await resident('reopen', {});
    const reopened = await statistics();
    expect(reopened.totals).toMatchObject({ received, reopened: before.totals.reopened + 1 });
    // The bad rating stands until there is another one, and the promises are the first ones.
    expect(reopened.totals.satisfaction).toEqual(rated.totals.satisfaction);
    expect(reopened.totals.response).toEqual(replied.totals.response);
    const [lostItems] = reopened.groups.type.filter(
      ({ key }: { readonly key: string }) => key === 'lost-item',
    );
    expect(lostItems.reopened).toBe(1);
  });

  it('are the same after all cases were counted anew', async () => {
    const { totals, groups } = await statistics('type,building,hour,day,person');
    expect(await asked({ recount: 'st1' as StatsRequest['recount'] })).toEqual({
      recounted: totals.received,
    });
    expect(await statistics('type,building,hour,day,person')).toMatchObject({ totals, groups });
  });

  it('come as a file with headings for a spreadsheet', async () => {
    await run.settle();
    const query = { by: 'type,person' };
    const { headers, text } = await client.ask('GET /v1/office/stats.csv', { bearer: chief, query });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text).toContain('"类型","东西丢了"');
  });
});
