import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type SmtpSink, type SmtpSinkOptions, smtpSink } from '../../../infra/local/fakes/smtp-sink.ts';
import { type SmtpSettings, smtp } from '../../../shared/adapters/channels/mail/smtp.ts';
import { SECOND } from '../../../shared/engine/calendar/instant.ts';
import { selfSigned } from './self-signed.ts';
import { saying, sentAt, someMessage } from './some-message.ts';

const wang = 'wang@example.cn';
const pair = selfSigned();
const login = { user: 'huiying', password: 'a password' };
/** Longer than any answer takes on a busy machine. */
const patient = { now: sentAt, timeoutMs: 120 * SECOND };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function sink(options: Omit<SmtpSinkOptions, 'now'> = {}): Promise<SmtpSink> {
  const started = await smtpSink({ now: () => sentAt, ...options });
  closing.push(() => started.close());
  return started;
}

const inTheClear = ({ url }: { readonly url: URL }): SmtpSettings => ({
  host: '127.0.0.1',
  port: Number(url.port),
  tls: 'none',
  from: 'no-reply@huiying.example.cn',
  fromName: '石门警务室',
});
const overTls = (server: { readonly url: URL }, part: Partial<SmtpSettings> = {}): SmtpSettings => ({
  ...inTheClear(server),
  host: 'localhost',
  tls: 'starttls',
  authority: pair.cert,
  ...part,
});

/** A server that says the given to whoever connects, and nothing else. */
async function saysOnly(greeting: string): Promise<{ readonly url: URL }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).write(greeting);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { url: new URL(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`) };
}

describe('a mail', () => {
  it('has the words, the sender and the one addressee, and says that no person wrote it', async () => {
    const server = await sink();
    expect(await smtp.send(someMessage(wang), inTheClear(server), patient)).toEqual({ result: 'sent' });
    expect(server.accepted).toMatchObject([
      {
        from: 'no-reply@huiying.example.cn',
        to: wang,
        secure: false,
        subject: '民警回复了：4827193',
        body: '您的事项 4827193 有了回复，请打开查询页查看。',
        at: sentAt,
        fields: {
          to: wang,
          date: 'Mon, 23 Nov 2026 02:05:00 +0000',
          'message-id': '<st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0@huiying.example.cn>',
          'auto-submitted': 'auto-generated',
          'content-language': 'zh-CN',
        },
      },
    ]);
    expect(server.accepted[0]?.fields).not.toHaveProperty('list-unsubscribe');
  });

  it('keeps its id for each attempt', async () => {
    const server = await sink();
    await smtp.send(someMessage(wang), inTheClear(server), patient);
    await smtp.send(someMessage(wang), inTheClear(server), { ...patient, now: sentAt + 5 * 60 * SECOND });
    const [first, second] = server.accepted.map(({ fields }) => fields);
    expect(second?.['message-id']).toBe(first?.['message-id']);
    expect(second?.date).not.toBe(first?.date);
  });

  it('can be stopped with one tap where it has an address for that', async () => {
    const server = await sink();
    const unsubscribe = 'https://huiying.example.cn/v1/unsubscribe/c2VjcmV0?l=zh';
    await smtp.send(someMessage(wang, { unsubscribe }), inTheClear(server), patient);
    expect(server.accepted[0]?.fields).toMatchObject({
      'list-unsubscribe': `<${unsubscribe}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
  });

  it('has number and link below a text that lacks them, and one that is too long is cut', async () => {
    const server = await sink();
    const details = { reference: '4827193', link: 'https://hy.example.cn/c/r2dF-4kq_8mZp0sVtYxW1A' };
    const text = { title: '民警回复了', text: '请看。'.repeat(5_000), details };
    await smtp.send(someMessage(wang, { text }), inTheClear(server), patient);
    const { body = '' } = server.accepted[0] ?? {};
    expect(body.trimEnd().endsWith(`…\n4827193\n${details.link}`)).toBe(true);
    expect(body.length).toBeGreaterThan(9_990);
  });

  it('begins no other header field with its words', async () => {
    const server = await sink();
    const message = saying(wang, 'one\r\nBcc: li@example.cn', '.\r\nMAIL FROM:<x@example.cn>');
    expect(await smtp.send(message, inTheClear(server), patient)).toEqual({ result: 'sent' });
    expect(server.accepted).toMatchObject([{ subject: 'one Bcc: li@example.cn', to: wang }]);
    expect(server.accepted[0]?.fields).not.toHaveProperty('bcc');
  });

  it.each([
    'wang',
    'wang@localhost',
    'wang@example.cn, li@example.cn',
    'wang@example.cn;li@example.cn',
    'Wang <wang@example.cn>',
    'wang@example.cn\r\nRCPT TO:<li@example.cn>',
    'wang@127.0.0.1',
    '"w w"@example.cn',
    '王@例子.cn',
    `${'w'.repeat(250)}@example.cn`,
    '',
  ])('goes to no address such as %j', async (address) => {
    const server = await sink();
    expect(await smtp.send(someMessage(address), inTheClear(server), patient)).toEqual({
      result: 'permanent',
      code: 'address-invalid',
    });
    expect(server.accepted).toEqual([]);
  });
});

describe('a mail server with TLS', () => {
  it.each(['starttls', 'implicit'] as const)('gets the password and the mail inside it: %s', async (tls) => {
    const server = await sink({ login, tls: { ...pair, ...(tls === 'implicit' && { implicit: true }) } });
    const settings = overTls(server, { tls, ...login });
    expect(await smtp.send(someMessage(wang), settings, patient)).toEqual({ result: 'sent' });
    expect(server.accepted).toMatchObject([{ to: wang, secure: true, user: 'huiying' }]);
  });

  it('that speaks none after all gets nothing', async () => {
    const server = await sink({ login });
    expect(await smtp.send(someMessage(wang), overTls(server, login), patient)).toEqual({
      result: 'broken',
      code: 'smtp-tls',
    });
    expect(server.accepted).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    ['of another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['that is huge', `220 ${'x'.repeat(200_000)}`],
    ['of many lines without an end', '220-x\r\n'.repeat(20_000)],
  ])('%s is worth another attempt', async (_, greeting) => {
    const server = await saysOnly(greeting);
    expect(await smtp.send(someMessage(wang), inTheClear(server), patient)).toEqual({
      result: 'transient',
      code: 'unreachable',
    });
  });
});
