import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Accepted } from '../../../infra/local/fakes/fake.ts';
import type { CaseType } from '../../../shared/cases/case-type.ts';
import { toIso } from '../../../shared/engine/calendar/instant.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';
import { openTwoStations, reportSecret, startProviders } from './station-channels.ts';

// Two stations in one stack, each with robots, languages and providers of its own: every kind of channel is used.

/** A Monday, 10:00 at both stations. */
const clock = { now: Date.UTC(2026, 10, 23, 2) };
const providers = await startProviders(() => clock.now);
const { run, client } = await sharedStack({ startAt: clock.now });
afterAll(() => providers.close());
await openTwoStations(run, providers);

const types = ['dispute', 'lead', 'welfare', 'fraud', 'lost-person'] as const satisfies readonly CaseType[];

interface Reported {
  readonly station: 'st1' | 'st2';
  readonly token: string;
  readonly reference: string;
  readonly phone: string;
  readonly mail: string;
  readonly by: 'sms' | 'mail';
}

/** What stands in a case and in no message about it. */
const contentOf = (n: number) => ({ name: `金丝雀${n}号`, what: `只有警务室能看的话-canary-${n}` });

async function report(n: number, station: Reported['station'], type: CaseType): Promise<Reported> {
  const { name, what } = contentOf(n);
  const phone = `1395557${String(1_000 + n)}`;
  const mail = `canary-${n}@example.cn`;
  // Only the first station sends mail.
  const by = station === 'st1' && type === 'dispute' ? 'mail' : 'sms';
  const place = station === 'st1' ? 'b11-1' : 'r1-1';
  const contact = { name, phone, ...(by === 'mail' && { mail }) };
  const body = { place, type, what, contact, token: trackingToken(n), notices: by };
  const { status, body: answer } = await client.ask('POST /v1/cases', { body });
  expect(status).toBe(201);
  return { station, token: trackingToken(n), reference: answer.reference, phone, mail, by };
}

/** A few minutes at most: receivers of webhooks refuse what was signed five minutes before or after their own time. */
async function pass(minutes: number): Promise<void> {
  await run.settle();
  await client.advance(minutes);
  const { now } = (await (await fetch(`${run.origin}/local/clock`)).json()) as { now: string };
  clock.now = Date.parse(now);
  await run.settle();
}

const reports: Reported[] = [];
for (const [n, type] of types.entries()) {
  reports.push(await report(700 + n, 'st1', type));
  reports.push(await report(750 + n, 'st2', type));
}
const of = (station: Reported['station']) => reports.filter((one) => one.station === station);
const bearer = await client.tokenOf('officer');
for (let minute = 0; minute < 6; minute += 1) await pass(1);

const textsOf = (...accepted: readonly (readonly Accepted[])[]): string =>
  accepted
    .flat()
    .map(({ text }) => text)
    .join('\n');
const { wecom, dingtalk, feishu, webhook, alibaba, aws, mail } = providers;

const deliveriesOf = async ({ reference }: Reported) => {
  const path = { id: await client.idOf(reference, bearer) };
  const { body } = await client.ask('GET /v1/office/cases/{id}', { bearer, path });
  return body.deliveries as readonly Record<string, unknown>[];
};

/** The provider's message to a number, by the ids that it would report. */
const smsTo = ({ accepted }: { readonly accepted: readonly Accepted[] }, { phone }: Reported) => {
  const nth = accepted.findIndex(({ to }) => to?.endsWith(phone));
  return { delivery: String(accepted[nth]?.id), nth: nth + 1 };
};

const reportedAt = () =>
  toIso(clock.now + 8 * 3_600_000)
    .slice(0, 19)
    .replace('T', ' ');
const tellAlibaba = (delivery: string, nth: number, path = { station: 'st1', channel: 'sms' }) =>
  client.ask('POST /v1/receipts/{station}/{channel}/{secret}', {
    path: { ...path, secret: reportSecret },
    body: [
      {
        phone_number: '13955571234',
        send_time: reportedAt(),
        report_time: reportedAt(),
        success: false,
        err_code: 'MOBILE_NOT_ON_SERVICE',
        err_msg: '号码 13955571234 停机',
        sms_size: '1',
        biz_id: `${nth}^0`,
        out_id: delivery,
      },
    ],
  });

describe('two stations in one stack', () => {
  it('tell their staff over their own robots and in their own language', () => {
    const one = textsOf(wecom.accepted, dingtalk.accepted);
    const two = textsOf(feishu.accepted, webhook.accepted);
    expect(wecom.accepted.length).toBeGreaterThan(0);
    expect(feishu.accepted.length).toBeGreaterThan(0);
    // Sensitive cases are named by their number too.
    for (const { reference } of of('st1')) expect(two).not.toContain(reference);
    for (const { reference } of of('st2')) expect(one).not.toContain(reference);
    expect(one).toContain(of('st1').at(-1)?.reference);
    expect(two).toContain(of('st2').at(-1)?.reference);
    expect(one).toMatch(/\p{Script=Han}{4}/u);
    expect(two).toMatch(/[a-z]{3,} [a-z]{2,}/);
  });

  it('tell their own residents over their own provider, and each the link of their own case', () => {
    const sentTo = (accepted: readonly Accepted[]) => new Set(accepted.map(({ to }) => to?.slice(-11)));
    const bySms = (station: Reported['station']) => of(station).filter(({ by }) => by === 'sms');
    expect(sentTo(alibaba.accepted)).toEqual(new Set(bySms('st1').map(({ phone }) => phone)));
    expect(sentTo(aws.accepted)).toEqual(new Set(bySms('st2').map(({ phone }) => phone)));
    for (const { to, text } of [...alibaba.accepted, ...aws.accepted]) {
      const own = reports.find(({ phone }) => to?.endsWith(phone));
      const named = reports.filter(
        ({ token, reference }) => text.includes(token) || text.includes(reference),
      );
      expect(named).toEqual([own]);
    }
    expect(mail.accepted.map(({ to }) => to)).toEqual([of('st1')[0]?.mail]);
  });
});

/** What staff of the second station read of a message that did not arrive. */
const notDelivered = /reached nobody/;

describe('the morning brief', () => {
  it('says how many short messages the station paid for today', async () => {
    const { body } = await client.ask('GET /v1/office/brief', { bearer });
    expect(body.messages).toMatchObject({
      stuck: 0,
      shortToday: alibaba.accepted.length,
      shortPerDayMax: 200,
    });
  });
});

describe('what a provider reports', () => {
  it('makes a message of its own station dead, and the case hears of it once', async () => {
    const told = of('st1').at(-1) as Reported;
    const { delivery, nth } = smsTo(alibaba, told);
    // An attempt that was never made.
    expect((await tellAlibaba(delivery, 99)).status).toBe(200);
    expect(await deliveriesOf(told)).not.toContainEqual(expect.objectContaining({ state: 'dead' }));
    for (let time = 0; time < 2; time += 1) expect((await tellAlibaba(delivery, nth)).status).toBe(200);
    await run.settle();
    const deliveries = await deliveriesOf(told);
    expect(deliveries.filter(({ state }) => state === 'dead')).toMatchObject([
      { to: 'resident', kind: 'receipt', reason: 'undelivered', channel: 'sms' },
    ]);
    expect(deliveries.filter(({ kind }) => kind === 'undelivered')).toHaveLength(1);
  });

  it('says nothing about the messages of the other station', async () => {
    const { delivery, nth } = smsTo(aws, of('st2').at(-1) as Reported);
    expect((await tellAlibaba(delivery, nth)).status).toBe(200);
    expect((await tellAlibaba(delivery, nth, { station: 'st2', channel: 'sms' })).status).toBe(404);
    await pass(1);
    expect(textsOf(feishu.accepted, webhook.accepted)).not.toMatch(notDelivered);
  });

  it('comes as an event of AWS too, of which the telephone number stays behind', async () => {
    const told = of('st2').at(-1) as Reported;
    const { delivery, nth } = smsTo(aws, told);
    const before = feishu.accepted.length;
    for (let time = 0; time < 2; time += 1) {
      await run.announce({
        source: 'aws.sms-voice',
        'detail-type': 'Text Message Delivery Status Updated',
        detail: {
          eventType: 'TEXT_UNREACHABLE',
          eventTimestamp: clock.now,
          isFinal: true,
          destinationPhoneNumber: `+86${told.phone}`,
          messageId: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`,
          messageStatusDescription: `${told.phone} is unreachable`,
          context: { delivery },
        },
      });
      await run.settle();
    }
    await pass(2);
    const since = feishu.accepted.slice(before).filter(({ text }) => notDelivered.test(text));
    expect(since).toHaveLength(1);
    expect(since[0]?.text).toContain(told.reference);
  });
});

describe('over every kind of channel', () => {
  const filesUnder = (directory: string): readonly string[] =>
    readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('nothing of a case leaves but its number and its link, and a telephone number only as the address of its message', async () => {
    // Nobody answered, so the chiefs hear of it.
    for (let time = 0; time < 10; time += 1) await pass(4);
    const { requests, close: _, ...fakes } = providers;
    const unused = Object.entries(fakes).filter(([, { accepted }]) => accepted.length === 0);
    expect(unused.map(([name]) => name)).toEqual([]);
    const all = Object.values(fakes);
    const mails = mail.accepted.map((one) => JSON.stringify(one));
    const sent = [...requests, ...mails, ...all.map(({ accepted }) => textsOf(accepted))];
    const toRobots = textsOf(wecom.accepted, dingtalk.accepted, feishu.accepted, webhook.accepted);
    for (const [index, { phone, token, mail: address }] of reports.entries()) {
      const { name, what } = contentOf(index % 2 === 0 ? 700 + index / 2 : 750 + (index - 1) / 2);
      for (const one of sent) {
        expect(one).not.toContain(name);
        expect(one).not.toContain(what);
        expect(one).not.toContain(what.slice(0, 8));
      }
      // Where a message goes is a part of its request, once, and of no text.
      const carrying = requests.filter((one) => one.includes(phone));
      for (const one of carrying) {
        expect(one.split(phone)).toHaveLength(2);
        expect(one).toMatch(new RegExp(`PhoneNumbers=${phone}|"DestinationPhoneNumber":"\\+86${phone}"`));
      }
      for (const secret of [phone, token, address]) expect(toRobots).not.toContain(secret);
    }
  });

  it('no log, event, key or queue holds a number, an address, a text or the secret of a link', () => {
    const kept = filesUnder(run.dataDir)
      .filter((file) => !file.includes('/build/') && !file.includes('/keys/'))
      .map((file) => [file, readFileSync(file)] as const);
    expect(kept.some(([file]) => file.endsWith('table.db'))).toBe(true);
    for (const [index, { phone, token, mail: address }] of reports.entries()) {
      const { name, what } = contentOf(index % 2 === 0 ? 700 + index / 2 : 750 + (index - 1) / 2);
      for (const canary of [name, what, phone, token, address, '13955571234', reportSecret])
        for (const [file, content] of kept)
          expect(content.includes(canary), `${canary} in ${file}`).toBe(false);
    }
    expect(run.deadLetters()).toEqual([]);
  });
});
