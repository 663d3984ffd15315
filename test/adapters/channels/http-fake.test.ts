import { afterEach, describe, expect, it } from 'vitest';
import { ACCEPTED_MAX, type Fake } from '../../../infra/local/fakes/fake.ts';
import { httpFake } from '../../../infra/local/fakes/http-fake.ts';
import { rateLimit } from '../../../infra/local/fakes/rate-limit.ts';
import { at } from '../../engine/wall-clock.ts';

const morning = at('2026-11-23 10:05');
let fake: Fake | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

/** Takes whatever it gets. */
async function willing(): Promise<Fake> {
  const answer = { status: 200, body: '{}' };
  fake = await httpFake(
    {
      address: '/hook',
      judge: ({ body }) => ({
        answer,
        accepted: { text: body, mentioned: [], everyone: false, length: body.length },
      }),
      refusals: { closed: answer },
    },
    { now: () => morning },
  );
  return fake;
}

const send = async ({ url }: Fake, body: string) => (await fetch(url, { method: 'POST', body })).status;

describe('a fake', () => {
  it('keeps the newest messages and forgets the others', async () => {
    const { accepted } = await willing();
    for (let sent = 0; sent <= ACCEPTED_MAX; sent += 1) await send(fake as Fake, String(sent));
    expect(accepted).toHaveLength(ACCEPTED_MAX);
    expect([accepted.at(0)?.text, accepted.at(-1)?.text]).toEqual(['1', String(ACCEPTED_MAX)]);
  });

  it('reads no request that is longer than any provider takes', async () => {
    const receiver = await willing();
    // The connection may be closed before all was sent.
    const status = await send(receiver, 'x'.repeat(2_000_000)).catch(() => 413);
    expect([status, receiver.accepted]).toEqual([413, []]);
  });

  it('does not take a fault that it does not know for none', async () => {
    const receiver = await willing();
    expect(() => receiver.fail('signatures')).toThrow(RangeError);
    expect(() => receiver.fail('toString')).toThrow(RangeError);
  });
});

describe('a limit of two in a minute', () => {
  it('has room again a minute after the first', () => {
    const mayTake = rateLimit({ max: 2, windowMs: 60_000 });
    expect([mayTake(0), mayTake(30_000), mayTake(59_999)]).toEqual([true, true, false]);
    expect([mayTake(60_000), mayTake(89_999), mayTake(90_000)]).toEqual([true, false, true]);
  });

  it('is closed for its penalty from the one too many on', () => {
    const mayTake = rateLimit({ max: 2, windowMs: 60_000, penaltyMs: 600_000 });
    expect([mayTake(0), mayTake(0), mayTake(1000)]).toEqual([true, true, false]);
    expect([mayTake(600_999), mayTake(601_000)]).toEqual([false, true]);
  });
});
