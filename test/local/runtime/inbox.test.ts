import { afterAll, describe, expect, it } from 'vitest';
import { deliveriesListed } from '../../../infra/local/inbox/deliveries-listed.ts';
import { inboxPage } from '../../../infra/local/inbox/inbox-page.ts';
import type { InboxProps } from '../../../infra/local/inbox/inbox-props.ts';
import { joined } from '../../../infra/local/inbox/joined.ts';
import { type KnownDelivery, nothingKnown } from '../../../infra/local/inbox/known.ts';
import { receivedIn } from '../../../infra/local/inbox/received.ts';
import { resultOf } from '../../../infra/local/inbox/result.ts';
import { ownerKey, telephonesOf } from '../../../infra/local/inbox/telephones.ts';
import type { LocalDay } from '../../../shared/engine/calendar/local-day.ts';
import type { Person } from '../../../shared/engine/outbox/person.ts';
import { delivery, known, MORNING, messages as sample, text } from './inbox-sample.ts';
import { clientOf } from './stub-client.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

const receivedAt = (minute: number) => `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`;
const message = (id: number, more: object) => ({
  id: `m${id}`,
  receivedAt: receivedAt(id),
  title: `标题 ${id}`,
  text: `正文 ${id}`,
  ...more,
});

const messages = [
  message(1, { to: 'officer', people: ['p-officer-li', 'p-officer-wu'], reference: '4827193' }),
  message(2, { to: 'resident', people: [], reference: '4827193' }),
  message(3, { to: 'resident', people: [], reference: '5120338' }),
  message(4, { to: 'officer', people: ['p-officer-li'], reference: '5120338' }),
  message(5, { to: 'district', people: [] }),
];

const page = (more: Partial<InboxProps> = {}) =>
  inboxPage({
    language: 'zh-CN',
    now: Date.parse(receivedAt(30)),
    staff: [{ id: 'p-officer-li', role: 'officer', station: 'st1', displayName: '李警官' }],
    origin: 'http://127.0.0.1:8787',
    messages,
    known: nothingKnown,
    ...more,
  });

describe('the inbox', () => {
  it('has a telephone for each reader, the latest first, and on it the messages in their order', () => {
    const telephones = telephonesOf(joined(messages.map(receivedIn), []), nothingKnown);
    const shown = telephones.map(({ owner, items }) => [
      ownerKey(owner),
      items.map(({ received }) => received?.title),
    ]);
    expect(shown).toEqual([
      ['district', ['标题 5']],
      ['p-officer-li', ['标题 1', '标题 4']],
      ['resident 5120338', ['标题 3']],
      ['resident 4827193', ['标题 2']],
      ['p-officer-wu', ['标题 1']],
    ]);
  });

  it('shows what waits with whoever stands in on the day on which it is due', () => {
    const waits = delivery('d-waits', { message: { to: 'officer', kind: 'alert' } });
    const [guard, officer] = known.people as readonly [Person, Person];
    const absence = { from: '2026-11-23' as LocalDay, to: '2026-11-24' as LocalDay, deputy: guard.person };
    const people = [guard, { ...officer, absences: [absence] }];
    const telephones = telephonesOf(joined([], [waits]), { ...known, people });
    expect(telephones.map(({ owner }) => owner.person)).toEqual([guard.person]);
  });

  it('names people, says the time of the station, and leads to one case, one reader and one state', () => {
    expect(page()).toContain('<bdi>李警官，本机</bdi>');
    expect(page()).toContain('<bdi>居民 编号 4827 193，本机</bdi>');
    expect(page()).toContain('今天 10:05');
    expect(page()).toContain('href="/local/outbox?case=4827193"');
    expect(page({ reference: '4827193' })).not.toContain('标题 3');
    const ofLi = page({ who: 'p-officer-li' });
    expect(ofLi).toContain('标题 4');
    expect(ofLi).not.toContain('标题 3');
    expect(ofLi).toContain('href="/local/outbox?who=p-officer-li&amp;state=dead"');
    expect(page({ result: 'dead' })).toContain('没有这样的消息');
  });

  it('is in English for who reads English, and says when there is nothing', () => {
    expect(page({ language: 'en', messages: [] })).toContain('No messages yet.');
    expect(page({ language: 'en' })).not.toContain('发件箱');
  });

  it('escapes whatever a message holds, and links only to this run', () => {
    const hostile = '<script>alert(1)</script>"&\'';
    const shown = page({
      messages: [
        message(1, {
          title: hostile,
          text: `${hostile} http://127.0.0.1:8787/t/x http://127.0.0.1:87879/ https://evil.example/ javascript:alert(1)`,
          to: 'officer',
          people: [hostile],
          reference: hostile,
          channel: hostile,
          wire: { ...{ id: hostile, provider: hostile, text: hostile, length: 7 }, from: hostile },
        }),
      ],
    });
    expect(shown).not.toMatch(/<script|alert\(1\)<\/s/);
    const links = [...shown.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !link.startsWith('/local/outbox'))).toEqual([
      'data:,',
      'http://127.0.0.1:8787/t/x',
    ]);
  });

  it('shows what a message of a strange form has, and stays short', () => {
    const strange = [{ receivedAt: receivedAt(1), people: 7, to: 'nobody', title: {}, wire: 1 }];
    expect(page({ messages: strange })).toContain('经办人');
    const many = Array.from({ length: 200 }, (_, n) =>
      message(n % 60, { to: 'resident', people: [], reference: String(1_000_000 + (n % 100)) }),
    );
    expect(page({ messages: many }).match(/class="ph /g)).toHaveLength(12);
    expect(page({ messages: many })).toContain('还有 88 部手机没有列出');
    const long = Array.from({ length: 80 }, (_, n) => message(n % 60, { to: 'chief', people: [] }));
    expect(page({ messages: long }).match(/class="bb"/g)).toHaveLength(12);
  });
});

describe('what became of a message', () => {
  const of = (given: Partial<KnownDelivery>) => resultOf({ delivery: delivery('d', given) });

  it('is what the table says, where nobody has received it', () => {
    const at = MORNING + 1;
    expect(of({ state: 'pending', dueAt: at })).toMatchObject({ result: 'waiting', at });
    expect(of({ state: 'pending', dueAt: at, held: true })).toMatchObject({ inBrief: true });
    expect(of({ state: 'pending', dueAt: at, failed: true })).toMatchObject({ why: 'tried' });
    expect(of({ state: 'folded', reason: '3#0' })).toMatchObject({ result: 'not-needed', why: 'folded' });
    expect(of({ state: 'suppressed', reason: 'clock-met' })).toMatchObject({ why: 'clock-met' });
    expect(of({ state: 'dead', reason: 'unstaffed' })).toMatchObject({ result: 'dead', why: 'unstaffed' });
    expect(of({ state: 'sent' })).toMatchObject({ result: 'sent', why: 'not-kept' });
  });

  it('is delivered where a group has it, sent where a company took it over, and what a company reports', () => {
    const received = (provider: string) =>
      receivedIn(message(1, { wire: { id: 'w', provider, text: 'x', length: 1 } }));
    expect(resultOf({ received: received('wecom') }).result).toBe('delivered');
    expect(resultOf({ received: receivedIn(message(1, {})) }).result).toBe('delivered');
    for (const provider of ['alibaba-sms', 'aws-sms', 'smtp'])
      expect(resultOf({ received: received(provider) }).result).toBe('sent');
    const report = { outcome: 'delivered', code: 'DELIVRD', at: MORNING } as const;
    const reported = { received: received('alibaba-sms'), delivery: delivery('d', { report }) };
    expect(resultOf(reported)).toMatchObject({ result: 'delivered', reported: 'DELIVRD' });
    const lost = delivery('d', { state: 'dead', report: { ...report, outcome: 'undelivered', code: 'MK' } });
    expect(resultOf({ received: received('alibaba-sms'), delivery: lost })).toMatchObject({
      result: 'dead',
      why: 'MK',
    });
  });
});

describe('what a robot received', () => {
  it('is joined with its delivery by channel, kind and case, the newest with the newest', () => {
    const wired = (id: string, minute: number, more: object = {}) =>
      receivedIn({
        ...message(minute, { channel: 'wecom', kind: 'level', reference: '4827193', ...more }),
        wire: { id, provider: 'wecom', text: 'x', length: 1 },
      });
    const sent = (id: string, minute: number, more: Partial<KnownDelivery> = {}) =>
      delivery(id, {
        ...{ state: 'sent', channel: 'wecom', createdAt: Date.parse(receivedAt(minute)) },
        ...{ message: { to: 'guard', kind: 'level' }, ...more },
      });
    const deliveries = [
      sent('a', 1),
      sent('b', 5),
      sent('other', 6, { reference: '5120338' }),
      sent('late', 9),
    ];
    const received = [wired('w0', 0), wired('w1', 2), wired('w2', 6), wired('w3', 6, { channel: 'feishu' })];
    const pairs = joined(received, deliveries).map((one) => [one.received?.wire?.id, one.delivery?.id]);
    expect(pairs).toEqual([
      ['w3', undefined],
      ['w2', 'b'],
      ['w1', 'a'],
      ['w0', undefined],
      [undefined, 'other'],
      [undefined, 'late'],
    ]);
  });

  it('is joined by the id of the delivery where a provider gets to know it, also for one of several readers', () => {
    const deliveries = [delivery('st1-x-1-0', { state: 'sent' })];
    const received = ['st1-x-1-0', 'st1-x-1-0-5120338'].map((id) => receivedIn({ ...message(1, {}), id }));
    expect(joined(received, deliveries).map((one) => one.delivery?.id)).toEqual(['st1-x-1-0', 'st1-x-1-0']);
  });
});

describe('a page with a message of each state', () => {
  const shown = text(page({ messages: sample, known, now: MORNING }));

  it('says what became of each, and why', () => {
    for (const sentence of [
      '已送达（errcode 0）',
      '短信平台已收下（Code OK），还没有回执',
      '运营商回执：已送达（DELIVRD）',
      'SMTP 250 已收下',
      '等到明天 07:00，写进早上的简报',
      '等到明天 07:00再发',
      '没有发：事情已经做了，不用再催',
      '没送到：这个岗位没有人',
      '有 2 条消息还没发',
    ])
      expect(shown).toContain(sentence);
  });

  it('lists them for machines, too', () => {
    const listed = deliveriesListed(sample, known, '4827193');
    expect(listed).toContainEqual(
      expect.objectContaining({
        id: 'd-level',
        result: 'delivered',
        received: ['w-level'],
        channel: 'wecom',
      }),
    );
    expect(listed).toContainEqual(
      expect.objectContaining({ id: 'd-dead', result: 'dead', reason: 'unstaffed', received: [] }),
    );
  });
});

describe('/local/outbox', () => {
  it('is that page for a browser, and JSON for everybody else', async () => {
    const run = await startStubs({ dataDir: newDataDir() });
    afterAll(() => run.close());
    const client = clientOf(run);
    await client.post('/local/outbox', { id: 'm1', title: '有了回复', to: 'resident', reference: '4827193' });
    const open = (headers: Record<string, string>, query = '') =>
      fetch(`${run.origin}/local/outbox${query}`, { headers });
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

    const html = await open({ accept: browser });
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await html.text()).toContain('有了回复');
    expect(await (await open({ accept: browser, 'accept-language': 'en' })).text()).toContain('A resident');
    expect(await (await open({ accept: browser }, '?case=4827%20193')).text()).toContain('有了回复');
    expect(await (await open({ accept: browser }, '?case=1')).text()).not.toContain('有了回复');

    for (const accept of ['*/*', 'application/json']) {
      const json = await open({ accept });
      expect(json.headers.get('content-type')).toBe('application/json');
      expect(await json.json()).toMatchObject({ messages: [{ id: 'm1' }] });
      const more = await open({ accept }, '?with=deliveries');
      expect(await more.json()).toMatchObject({ messages: [{ id: 'm1' }], deliveries: [] });
    }
    const head = await fetch(`${run.origin}/local/outbox`, { method: 'HEAD', headers: { accept: browser } });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
  });
});
