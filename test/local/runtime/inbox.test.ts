import { afterAll, describe, expect, it } from 'vitest';
import { type InboxProps, inboxPage } from '../../../infra/local/inbox/inbox-page.ts';
import { phonesOf } from '../../../infra/local/inbox/phones.ts';
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
    reference: undefined,
    ...more,
  });

describe('the inbox', () => {
  it('has a telephone for each reader, the latest first, and on it the newest message first', () => {
    const phones = phonesOf(messages).map(({ owner, messages: on }) => [owner, on.map(({ title }) => title)]);
    expect(phones).toEqual([
      [{ role: 'district' }, ['标题 5']],
      [{ role: 'officer', person: 'p-officer-li' }, ['标题 4', '标题 1']],
      [{ role: 'resident', reference: '5120338' }, ['标题 3']],
      [{ role: 'resident', reference: '4827193' }, ['标题 2']],
      [{ role: 'officer', person: 'p-officer-wu' }, ['标题 1']],
    ]);
  });

  it('names people, says the time of the station, and leads to one case', () => {
    expect(page()).toContain('<bdi>李警官 · 社区民警</bdi>');
    expect(page()).toContain('<bdi>居民 · 编号 4827 193</bdi>');
    expect(page()).toContain('今天 10:05');
    expect(page()).toContain('href="/local/outbox?case=4827193"');
    expect(page({ reference: '4827193' })).not.toContain('?case=');
    expect(page({ reference: '4827193' })).toContain('href="/local/outbox"');
  });

  it('is in English for who reads English, and says when there is nothing', () => {
    expect(page({ language: 'en', messages: [] })).toContain('No messages yet.');
    expect(page({ language: 'en' })).not.toContain('收件箱');
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
        }),
      ],
      reference: undefined,
    });
    expect(shown).not.toMatch(/<script|alert\(1\)<\/s/);
    expect([...shown.matchAll(/href="([^"]*)"/g)].map(([, link]) => link)).toEqual([
      'data:,',
      'http://127.0.0.1:8787/t/x',
      `/local/outbox?case=${new URLSearchParams({ x: hostile }).toString().slice(2)}`,
    ]);
  });

  it('shows what a message of a strange form has, and stays short', () => {
    const strange = [{ receivedAt: receivedAt(1), people: 7, to: 'nobody', title: {} }];
    expect(page({ messages: strange })).toContain('经办人');
    const many = Array.from({ length: 200 }, (_, n) =>
      message(n % 60, { to: 'resident', people: [], reference: String(1_000_000 + (n % 100)) }),
    );
    expect(page({ messages: many }).match(/class="phone"/g)).toHaveLength(30);
    expect(page({ messages: many })).toContain('还有 70 部手机没有列出');
    const long = Array.from({ length: 80 }, (_, n) => message(n % 60, { to: 'chief', people: [] }));
    expect(page({ messages: long }).match(/class="bubble"/g)).toHaveLength(50);
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
    }
    const head = await fetch(`${run.origin}/local/outbox`, { method: 'HEAD', headers: { accept: browser } });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
  });
});
