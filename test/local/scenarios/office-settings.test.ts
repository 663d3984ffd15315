import { describe, expect, it } from 'vitest';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

// A Monday, 10:00 at the station.
const { run, client } = await sharedStack({ startAt: Date.UTC(2026, 10, 23, 2) });
const [chief, officer, guard] = await Promise.all(
  (['chief', 'officer', 'guard'] as const).map((role) => client.tokenOf(role)),
);
const bearer = chief ?? '';

async function reportDispute(n: number): Promise<{ readonly reference: string; readonly id: string }> {
  // Each at a place of its own: reports of low trust at one place are told together.
  const body = { place: `b0${n}-1`, type: 'dispute', what: `第 ${n} 件，楼上太吵`, details: {} };
  const { status, body: received } = await client.ask('POST /v1/cases', {
    body: { ...body, token: trackingToken(n) },
  });
  expect(status).toBe(201);
  return { reference: received.reference, id: await client.idOf(received.reference, bearer) };
}

const caseIs = async (id: string) =>
  (await client.ask('GET /v1/office/cases/{id}', { bearer, path: { id } })).body;
const alerted = async (reference: string) =>
  (await client.inbox()).filter((sent) => sent.reference === reference && sent.kind === 'alert');

/** Every process has forgotten by then what it remembers of a station. */
async function aMinuteLater(): Promise<void> {
  await run.settle();
  await client.jump(1);
  await run.settle();
}

describe('an absence that a chief enters', () => {
  it('redirects every later message and leaves no trace in the cases', async () => {
    const first = await reportDispute(1);
    await run.settle();
    expect((await alerted(first.reference)).flatMap(({ people }) => people)).toEqual(['p-officer-li']);
    const before = await caseIs(first.id);
    const absences = [{ from: '2026-11-23', to: '2026-11-25', deputy: 'p-chief-zhao' }];
    const body = { person: 'p-officer-li', absences };
    const looked = await client.ask('PUT /v1/office/people/absences', {
      bearer,
      body: { ...body, absences: [{ from: '2026-11-23', to: '2026-11-25' }], preview: true },
    });
    expect(looked.body.warnings.map(({ code }: { code: string }) => code)).toContain('unstaffed');
    expect((await client.ask('PUT /v1/office/people/absences', { bearer, body })).body).toMatchObject({
      recorded: true,
      warnings: [],
    });
    await aMinuteLater();
    const second = await reportDispute(2);
    await run.settle();
    expect((await alerted(second.reference)).flatMap(({ people }) => people)).toEqual(['p-chief-zhao']);
    expect(await caseIs(first.id)).toEqual(before);
  });
});

describe('a person whom a chief strikes', () => {
  it('is refused within a minute, whatever the token says', async () => {
    const ask = () => client.ask('GET /v1/office/people', { bearer: guard ?? '' });
    expect((await ask()).status).toBe(200);
    const { body } = await client.ask('POST /v1/office/people/strike', {
      bearer,
      body: { person: 'p-guard-ma' },
    });
    expect(body.recorded).toBe(true);
    await aMinuteLater();
    expect(await ask()).toMatchObject({ status: 403, body: { code: 'struck' } });
    await client.ask('PUT /v1/office/people', {
      bearer,
      body: { person: 'p-guard-ma', role: 'guard', displayName: '马师傅' },
    });
    await aMinuteLater();
    expect((await ask()).status).toBe(200);
  });
});

describe('what a chief publishes', () => {
  it('is previewed on the cases of the station, and seen by new cases and by none of the old', async () => {
    const old = await reportDispute(3);
    const { body: inUse } = await client.ask('GET /v1/office/policy', { bearer: officer ?? '' });
    const { content } = inUse;
    const { dispute } = content.types;
    const terms = dispute.terms.map((one: object) => ({ ...one, respond: { minutes: 30 } }));
    const changed = { ...content, types: { ...content.types, dispute: { ...dispute, terms } } };
    const preview = await client.ask('POST /v1/office/policy/preview', {
      bearer,
      body: { content: changed },
    });
    expect(preview.body).toMatchObject({ publishable: true, version: inUse.version });
    expect(preview.body.replay.types).toContainEqual(expect.objectContaining({ type: 'dispute' }));
    const body = {
      content: changed,
      name: '纠纷当天先回',
      reason: '拖到第二天容易吵起来',
      expectedVersion: inUse.version,
    };
    const { body: published } = await client.ask('POST /v1/office/policy', { bearer, body });
    expect(published.recorded).toBe(true);
    await aMinuteLater();
    const fresh = await reportDispute(4);
    expect((await caseIs(old.id)).policyVersion).toBe(inUse.version);
    expect((await caseIs(fresh.id)).policyVersion).toBe(published.version);
    const { history } = (await client.ask('GET /v1/office/policy', { bearer })).body;
    expect(history[0]).toMatchObject({ version: published.version, name: body.name, by: { kind: 'staff' } });
  });

  it('can be templates, channels and holidays as well', async () => {
    const templates = [{ title: '当天回复', text: '您好，今天下班前答复您。' }];
    const put = await client.ask('PUT /v1/office/templates', { bearer, body: { templates } });
    expect(put.body.recorded).toBe(true);
    expect((await client.ask('GET /v1/office/templates', { bearer: guard ?? '' })).body.templates).toEqual(
      templates,
    );
    for (const kind of ['calendar', 'channels'] as const) {
      const { body } = await client.ask(`GET /v1/office/${kind}`, { bearer });
      const given = { content: body.content ?? { channels: [], routes: [] } };
      const { status } = await client.ask(`POST /v1/office/${kind}/preview`, { bearer, body: given });
      expect(status).toBe(200);
      const version = body.version === undefined ? {} : { expectedVersion: body.version };
      const published = await client.ask(`POST /v1/office/${kind}`, {
        bearer,
        body: { ...given, name: '同样', reason: '看看', ...version },
      });
      expect([200, 422]).toContain(published.status);
    }
  });
});
