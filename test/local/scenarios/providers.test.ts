import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEVER_REACHED } from '../../../infra/local/fakes/sms-reports.ts';
import { text } from '../runtime/inbox-sample.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack({ hasProviders: true });

interface Wired {
  readonly kind: string;
  readonly id: string;
  readonly channel: string;
  readonly title: string;
  readonly text: string;
  readonly wire: {
    readonly id: string;
    readonly provider: string;
    readonly text: string;
    readonly length: number;
  };
}

interface Listed {
  readonly id: string;
  readonly to: string;
  readonly kind: string;
  readonly state: string;
  readonly result: string;
  readonly received: readonly string[];
  readonly reference?: string;
  readonly reason?: string;
}

/** What is typed into a report of a sensitive type. No message may hold it, nor what type it is of. */
const SECRET = '楼上天天吵架还动手';

async function outbox(): Promise<{ messages: readonly Wired[]; deliveries: readonly Listed[] }> {
  await run.settle();
  return (await fetch(`${run.origin}/local/outbox?with=deliveries`)).json() as never;
}

const page = async (query = ''): Promise<string> =>
  (await fetch(`${run.origin}/local/outbox${query}`, { headers: { accept: 'text/html' } })).text();

async function report(n: number, more: object): Promise<string> {
  const body = { place: 'b11-1', what: SECRET, token: trackingToken(n), ...more };
  const { status, body: answer } = await client.ask('POST /v1/cases', { body });
  expect(status, JSON.stringify(answer)).toBe(201);
  await run.settle();
  return answer.reference;
}

/** What a provider refused, by its own answer; tried again where it was too much at once. */
function refusals(): readonly string[] {
  const file = join(run.dataDir, 'logs', 'providers.log');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

const phone = '138 0000 0007';
const mail = 'wang@example.cn';

describe('the providers of a local station', () => {
  it('are all used by the work of a day, and refuse nothing but what is too much at once', async () => {
    await report(1, { type: 'lost-person', details: { who: 'elder' }, contact: { phone }, notices: 'sms' });
    await report(2, { type: 'lost-item', details: { item: 'keys' }, contact: { phone }, notices: 'sms' });
    await report(3, { type: 'dispute', contact: { mail }, notices: 'mail' });
    await client.advance(45);
    // The steps of a day that nobody answers: calm escalations reach the district by its own system.
    for (let hours = 0; hours < 30; hours += 6) await client.jump(6 * 60);
    await client.advance(5);
    const { messages, deliveries } = await outbox();
    expect(new Set(messages.map(({ wire }) => wire.provider))).toEqual(
      new Set(['wecom', 'dingtalk', 'feishu', 'webhook', 'alibaba-sms', 'aws-sms', 'smtp']),
    );
    expect(deliveries.filter(({ state }) => state === 'dead')).toEqual([]);
    expect(refusals().filter((line) => !line.includes('frequency limited'))).toEqual([]);
  });

  it('have each message that the table calls sent once on each of its channels, and none of another', async () => {
    const { messages, deliveries } = await outbox();
    const sent = deliveries.filter(({ state }) => state === 'sent');
    expect(sent.length).toBeGreaterThan(10);
    // A further level of an escalation goes over further channels (docs/channels.md).
    const channelsOf = (kind: string) => (kind === 'level' ? 3 : 1);
    const wrong = sent.filter(
      ({ kind, received }) => received.length < 1 || received.length > channelsOf(kind),
    );
    expect(wrong).toEqual([]);
    const known = new Set(deliveries.flatMap(({ received }) => received));
    const ids = messages.map(({ wire }) => wire.id);
    expect([...known].filter((id) => !ids.includes(id))).toEqual([]);
    // A robot learns no id, so which of several levels it was told of is not always known.
    const others = messages.filter(({ wire }) => !known.has(wire.id));
    expect(others.filter(({ kind }) => kind !== 'level')).toEqual([]);
  });

  it('count a message in their own units, as the page shows it', async () => {
    const { messages } = await outbox();
    const shown = text(await page());
    for (const { wire } of messages) {
      const { provider, text: words, length } = wire;
      if (provider === 'wecom') expect(length).toBe(Buffer.byteLength(words));
      if (['dingtalk', 'feishu', 'webhook'].includes(provider))
        expect(length).toBeGreaterThan(Buffer.byteLength(words));
      if (provider.endsWith('sms'))
        expect(length).toBe(words.length <= 70 ? 1 : Math.ceil(words.length / 67));
    }
    const newest = (provider: string) => messages.findLast(({ wire }) => wire.provider === provider)?.wire;
    expect(shown).toContain(`${newest('wecom')?.length} 字节，限 2,048`);
    expect(shown).toContain(`整个请求 ${newest('feishu')?.length} 字节，限 20,480`);
    const sms = newest('alibaba-sms');
    expect(shown).toContain(
      `${sms?.text.length} 字，${sms?.length === 1 ? '算 1 条' : `长短信每 67 字 1 条，算 ${sms?.length} 条`}`,
    );
  });

  it('get nothing of what a sensitive case is about, and neither does a locked screen', async () => {
    const { messages } = await outbox();
    const html = await page();
    for (const words of [SECRET, '纠纷', '吵架']) {
      expect(JSON.stringify(messages)).not.toContain(words);
      expect(html).not.toContain(words);
    }
    const locked = [...html.matchAll(/<div class="lock">(.*?)<\/div>/g)].map(([, line = '']) => text(line));
    expect(locked.length).toBeGreaterThan(5);
    // What a locked screen shows is the beginning of what was received.
    const beginnings = messages.map(({ title, text: words }) =>
      `${title} ${words}`.replaceAll(/\s+/g, ' ').trim(),
    );
    for (const line of locked) {
      const said = line
        .replace(/^(?:值班群（\d+）|1069 0000 0000|HUIYING|对接平台|清河里警务室)/, '')
        .replace(/…$/, '');
      expect(
        beginnings.some((beginning) => beginning.startsWith(said)),
        line,
      ).toBe(true);
    }
  });

  it('write no number and no link of a resident into a file', async () => {
    const files = readdirSync(run.dataDir, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.includes('/build/') && !file.includes('/keys/'));
    expect(files.some((file) => file.endsWith('events.db'))).toBe(true);
    const shown = (await outbox()).messages;
    expect(JSON.stringify(shown)).toContain(trackingToken(1));
    for (const canary of [trackingToken(1), trackingToken(3), '13800000007', mail]) {
      for (const file of files)
        expect(readFileSync(file).includes(canary), `${canary} in ${file}`).toBe(false);
    }
    expect(JSON.stringify(shown)).not.toContain('13800000007');
    expect(JSON.stringify(shown)).toContain('138 **** 0007');
  });
});

describe('what the providers of short messages report by themselves', () => {
  const deliveryOf = async (reference: string): Promise<Listed | undefined> => {
    const { deliveries } = await outbox();
    return deliveries.findLast((one) => one.reference === reference && one.to === 'resident');
  };

  it.each([
    ['by a call of its own', 21, { type: 'lost-item', details: { item: 'keys' } }],
    ['by an event', 22, { type: 'lost-person', details: { who: 'elder' } }],
  ])('says of a message that it arrived, %s', async (_, nth, more) => {
    const reference = await report(nth, { ...more, contact: { phone }, notices: 'sms' });
    await client.advance(1);
    expect(await deliveryOf(reference)).toMatchObject({ state: 'sent', result: 'delivered' });
    expect(text(await page(`?case=${reference}`))).toContain('已送达');
  });

  it('makes a message to the number that is never reached dead, and the case hears of it', async () => {
    const reference = await report(33, {
      ...{ type: 'lost-item', details: { item: 'keys' } },
      ...{ contact: { phone: NEVER_REACHED }, notices: 'sms' },
    });
    await client.advance(3);
    const { deliveries } = await outbox();
    const ofCase = deliveries.filter((one) => one.reference === reference);
    expect(ofCase.find(({ to }) => to === 'resident')).toMatchObject({
      ...{ state: 'dead', result: 'dead', reason: 'undelivered' },
    });
    expect(ofCase.map(({ kind }) => kind)).toContain('undelivered');
    const files = readFileSync(join(run.dataDir, 'events.db'));
    expect(files.includes(NEVER_REACHED)).toBe(false);
  });
});

describe('a report in the night', () => {
  it('shows its messages as waiting until seven, and then what became of them', async () => {
    const clock = (await (await fetch(`${run.origin}/local/clock`)).json()) as { readonly now: string };
    // To half past eleven in the evening in China.
    const minute = Math.floor(Date.parse(clock.now) / 60_000) % 1440;
    await client.jump((15 * 60 + 30 - minute + 1440) % 1440 || 1440);
    const reference = await report(7, {
      type: 'lost-item',
      details: { item: 'keys' },
      contact: { phone },
      notices: 'sms',
    });
    const of = async () => (await outbox()).deliveries.filter((one) => one.reference === reference);
    const waiting = await of();
    expect(waiting.map(({ to, result }) => [to, result])).toEqual([
      ['officer', 'waiting'],
      ['resident', 'waiting'],
    ]);
    const shown = text(await page(`?case=${reference}`));
    expect(shown).toContain('有 2 条消息还没发');
    expect(shown).toContain('等到明天 07:00再发');
    expect(shown).toContain('等到明天 07:00，写进早上的简报');
    await client.jump(8 * 60);
    await client.advance(3);
    const later = await of();
    expect(later.slice(0, 2).map(({ to, state, result }) => [to, state, result])).toEqual([
      ['officer', 'suppressed', 'not-needed'],
      ['resident', 'sent', 'delivered'],
    ]);
    expect(text(await page(`?case=${reference}`))).toContain('没有发：早上的简报里说了');
  });
});
