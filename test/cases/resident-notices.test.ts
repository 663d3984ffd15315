import { describe, expect, it } from 'vitest';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import type { Report } from '../../shared/cases/intake/submit-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { noticeAddressIn } from '../../shared/cases/notices/notice-address.ts';
import { residentBook } from '../../shared/cases/notices/resident-book.ts';
import { stopNotices } from '../../shared/cases/notices/stop-notices.ts';
import { trackCase } from '../../shared/cases/reading/read-case.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { residentNoticeText } from '../../shared/locales/resident-notice-text.ts';
import { at } from '../engine/wall-clock.ts';
import { type DutyRoom, deliveries, fastPath, move, report, runEveryMinute } from './duty-room.ts';
import { ORIGIN, type ResidentsRoom, residentsRoom } from './residents-room.ts';

const monday = at('2026-11-23 10:00');
const token = 'T'.repeat(32);
const link = `${ORIGIN}/t/${token}`;
const answer = { move: 'reply', text: '手机找到了，请来警务室取。' } as const;

/** Both senders get the offers of everything that is due. */
async function sendAll({ room, toResidents }: ResidentsRoom, now: Instant): Promise<void> {
  await fastPath(room, now);
  await fastPath(toResidents, now);
}

async function reported(rig: ResidentsRoom, more: Partial<Report> = {}, now = monday): Promise<Case> {
  const found = await report(rig.room, now, { token, ...more });
  await sendAll(rig, now);
  return found;
}

async function answered(rig: ResidentsRoom, found: Case, now: Instant): Promise<void> {
  await move(rig.room, found, answer, now);
  await sendAll(rig, now);
}

const choose = (room: DutyRoom, by: 'sms' | 'mail' | 'none', to?: string) =>
  residentMove(
    room,
    token,
    {
      command: { move: 'choose-notices', by, language: 'zh-CN', ...(to !== undefined && { to }) },
      commandId: `choose-${by}`,
    },
    monday + MINUTE,
  );

const endOf = (rig: ResidentsRoom, kind: string): readonly unknown[] =>
  deliveries(rig.room)
    .filter(({ message }) => message.to === 'resident' && message.kind === kind)
    .map(({ state, reason }) => [state, reason]);

describe('a resident who asked to be told by SMS', () => {
  it('gets the number of the case and the link, in one part, and nothing else', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, {
      notices: 'sms',
      contact: { phone: '138 0000 0003', name: '王女士' },
    });
    await answered(rig, found, monday + HOUR);
    expect(rig.sms.messages.map(({ address, text }) => [address, text.text])).toEqual([
      ['+8613800000003', `${found.reference}已收到 ${link}`],
      ['+8613800000003', `${found.reference}有回复 ${link}`],
    ]);
    for (const { text } of rig.sms.messages) expect([...text.text].length).toBeLessThanOrEqual(70);
    expect(rig.mail.messages).toEqual([]);
    expect(rig.staff.notices.map(({ to }) => to)).toEqual(['officer']);
  });

  it('is told nothing of what they reported, whatever it is', async () => {
    for (const [type, details] of sensitive) {
      const rig = await residentsRoom();
      const found = await reported(rig, { type, details, notices: 'sms' });
      await answered(rig, found, monday + HOUR);
      expect(rig.sms.messages.map(({ text }) => [text.text, Object.keys(text.details)])).toEqual([
        [`${found.reference}已收到 ${link}`, ['reference', 'what', 'token']],
        [`${found.reference}有回复 ${link}`, ['reference', 'what', 'token']],
      ]);
    }
  });

  it('reads it in English where the form was in English', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, { notices: 'sms', language: 'en' });
    expect(rig.sms.texts.map(({ text }) => text)).toEqual([
      `Your number ${found.reference}: received. ${link}`,
    ]);
    expect(rig.sms.texts[0]?.text.length).toBeLessThanOrEqual(160);
  });

  it('gets one message in the morning for all of the night', async () => {
    const rig = await residentsRoom();
    const night = at('2026-11-23 23:30');
    const found = await reported(rig, { notices: 'sms' }, night);
    await move(rig.room, found, answer, night + MINUTE);
    await move(rig.room, found, answer, night + 2 * MINUTE);
    await sendAll(rig, night + 3 * MINUTE);
    expect(rig.sms.messages).toEqual([]);
    const morning = at('2026-11-24 07:00');
    await runEveryMinute(rig.toResidents, morning - MINUTE, morning + MINUTE);
    expect(rig.sms.texts.map(({ text }) => text)).toEqual([`${found.reference}有新消息 ${link}`]);
  });
});

const sensitive = [
  ['dispute', { kind: 'noise', risk: 'none' }],
  ['lead', { now: 'no' }],
  ['welfare', { worry: 'lonely' }],
  ['fraud', { paid: 'no' }],
] as const satisfies readonly (readonly [Report['type'], Report['details']])[];

describe('a resident who chose nothing', () => {
  it('is told what happens, and not that their report came in', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig);
    await answered(rig, found, monday + HOUR);
    expect(rig.sms.texts.map(({ text }) => text)).toEqual([`${found.reference}有回复 ${link}`]);
    expect(endOf(rig, 'receipt')).toEqual([['suppressed', 'not-asked-for']]);
    expect(endOf(rig, 'reply')).toEqual([['sent', undefined]]);
  });

  it('is told nothing on a number that takes no messages', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, { contact: { phone: '0931-8888888' } });
    await answered(rig, found, monday + HOUR);
    expect(rig.sms.messages).toEqual([]);
    expect(endOf(rig, 'reply')).toEqual([['suppressed', 'no-address']]);
  });
});

describe('a resident who asked for mail', () => {
  const contact = { mail: 'wang@example.cn' };

  it('gets it with the link, and with one that stops further ones', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, { notices: 'mail', contact });
    const [sent] = rig.mail.messages;
    expect([sent?.address, sent?.text.title]).toEqual(['wang@example.cn', '已收到']);
    expect(sent?.text.text).toContain(found.reference);
    expect(sent?.text.text).toContain(link);
    expect(sent?.text.text).toContain(sent?.unsubscribe);
    expect(sent?.unsubscribe).toMatch(new RegExp(`^${ORIGIN}/stop/[\\w.-]{1,600}$`));
    expect(rig.sms.messages).toEqual([]);
  });

  it('stops it by that link, which opens nothing, and keeps the page', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, { notices: 'mail', contact });
    const stop = rig.mail.messages[0]?.unsubscribe?.split('/stop/')[1] ?? '';
    expect(stop).not.toContain(found.caseId);
    // Decided before, and not sent yet.
    await move(rig.room, found, answer, monday + HOUR);
    expect(await stopNotices(rig.room, stop, monday + HOUR)).toEqual({ stopped: true });
    await sendAll(rig, monday + HOUR);
    expect(endOf(rig, 'reply')).toEqual([['suppressed', 'stopped']]);
    expect(await stopNotices(rig.room, stop, monday + 2 * HOUR)).toEqual({ stopped: true });
    await answered(rig, found, monday + 3 * HOUR);
    expect(rig.mail.messages).toHaveLength(1);

    const { facts } = await rig.room.store.history(keyOf(found));
    expect(
      facts.map(({ fact, by }) => [fact.fact, by.kind]).filter(([name]) => name === 'notices-chosen'),
    ).toEqual([['notices-chosen', 'resident']]);
    const page = await trackCase(rig.room, token);
    expect(page.refusal).toBeUndefined();
    expect(await trackCase(rig.room, stop)).toEqual({ refusal: { code: 'not-found' } });
    expect(await choose(rig.room, 'mail')).toMatchObject({ answer: {} });
    await answered(rig, found, monday + 4 * HOUR);
    expect(rig.mail.messages).toHaveLength(2);
  });

  it.each(['', 'x'.repeat(40), 'a.b.c'])('is not stopped by the link %j', async (stop) => {
    const { room } = await residentsRoom();
    expect(await stopNotices(room, stop, monday)).toEqual({ refusal: { code: 'not-found' } });
  });
});

describe('the tracking page', () => {
  it('changes where messages go, as often as one likes', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, { contact: { name: '王' } });
    expect(await choose(rig.room, 'sms')).toEqual({ refusal: { code: 'no-notice-address' } });
    await choose(rig.room, 'sms', '+86 139 0000 0009');
    await answered(rig, found, monday + HOUR);
    await choose(rig.room, 'mail', 'li@example.cn');
    await answered(rig, found, monday + 2 * HOUR);
    await choose(rig.room, 'none');
    await answered(rig, found, monday + 3 * HOUR);
    expect(rig.sms.messages.map(({ address }) => address)).toEqual(['+8613900000009']);
    expect(rig.mail.messages.map(({ address }) => address)).toEqual(['li@example.cn']);
  });

  it('shows staff no address that was left there, and lets nobody of the station open it', async () => {
    const rig = await residentsRoom();
    const found = await reported(rig, { notices: 'sms' });
    const key = keyOf(found);
    const { texts } = await rig.room.store.history(key);
    const sealed = texts.find(({ kind }) => kind === 'notice-address');
    if (sealed === undefined) throw new Error('no address was sealed');
    expect(Object.keys(sealed.sealed.keys ?? {}).toSorted()).toEqual(['contacts', `reader:${found.caseId}`]);
  });
});

describe('an address that does not parse', () => {
  it.each(['金丝雀', '{"by":"sms","to":"13800000003"', '{"by":"pigeon","to":"13800000003"}'])(
    'is none, and no error quotes it: %s',
    (text) => {
      expect(noticeAddressIn(text)).toBeUndefined();
    },
  );

  it('is recorded as damaged with the message', async () => {
    const rig = await residentsRoom();
    const found = await report(rig.room, monday, { token, notices: 'sms' });
    const { store, contacts } = rig.room;
    const open: typeof contacts.open = async (sealed, address) => {
      const opened = await contacts.open(sealed, address);
      return opened.why === undefined ? { ...opened, text: '金丝雀' } : opened;
    };
    const book = residentBook({
      store,
      opener: { open },
      origin: ORIGIN,
      textOf: residentNoticeText,
      smsPerDayMax: async () => 1,
    });
    const notice = { own: keyOf(found), kind: 'reply' } as Partial<CaseNotice> as CaseNotice;
    expect(await book.reach(notice)).toEqual({ why: 'address-damaged' });
  });
});

describe('the two senders', () => {
  it('leave each other’s messages alone, also by night when a case becomes urgent', async () => {
    const rig = await residentsRoom();
    const night = at('2026-11-23 23:30');
    const found = await report(rig.room, night, { token, notices: 'sms' });
    await move(rig.room, found, answer, night + MINUTE);
    await sendAll(rig, night + MINUTE);
    expect(rig.sms.messages).toEqual([]);
    const retyped = { move: 'retype', type: 'fraud', details: { paid: 'within-48-hours' } } as const;
    await move(rig.room, found, retyped, night + 2 * MINUTE);
    await runEveryMinute(rig.room, night + 2 * MINUTE, night + 3 * MINUTE);
    expect(rig.sms.messages).toEqual([]);
    await runEveryMinute(rig.toResidents, night + 4 * MINUTE, night + 5 * MINUTE);
    expect(rig.sms.texts).toHaveLength(1);
    expect(rig.staff.notices.every(({ to }) => to !== 'resident')).toBe(true);
  });
});

describe('a station’s short messages of one day', () => {
  it('are counted, and the last fifth of them is kept for urgent cases', async () => {
    const rig = await residentsRoom(5);
    const tokens = Array.from({ length: 8 }, (_, n) => `${n}`.repeat(32));
    for (const one of tokens.slice(0, 6)) await reported(rig, { token: one, notices: 'sms' });
    expect(rig.sms.messages).toHaveLength(4);
    expect(endOf(rig, 'receipt').slice(4)).toEqual([
      ['suppressed', 'budget'],
      ['suppressed', 'budget'],
    ]);
    const urgent = { type: 'lost-person', details: {}, notices: 'sms' } as const;
    for (const one of tokens.slice(6)) await reported(rig, { ...urgent, token: one });
    expect(rig.sms.messages).toHaveLength(5);
    await reported(rig, { token: 'A'.repeat(32), notices: 'mail', contact: { mail: 'a@example.cn' } });
    expect(rig.mail.messages).toHaveLength(1);
    await reported(rig, { token: 'B'.repeat(32), notices: 'sms' }, monday + 24 * HOUR);
    expect(rig.sms.messages).toHaveLength(6);
  });
});

describe('of a station’s short messages of one day', () => {
  const busy = { result: 'transient', code: 'busy' } as const;
  const unsure = { result: 'transient', code: 'unsure', retryAfterMs: 30 * MINUTE } as const;

  it.each([
    ['those that the provider did not take are not counted', busy, 'sent'],
    ['those that it may have taken are', unsure, 'suppressed'],
  ] as const)('%s', async (_, answer, end) => {
    const rig = await residentsRoom(5);
    rig.sms.answer(answer);
    for (const one of ['A', 'B', 'C', 'D']) await reported(rig, { token: one.repeat(32), notices: 'sms' });
    expect(rig.sms.messages).toHaveLength(4);
    rig.sms.answer('sent');
    await reported(rig, { token: 'E'.repeat(32), notices: 'sms' });
    expect(endOf(rig, 'receipt').at(-1)).toMatchObject([end, ...(end === 'sent' ? [undefined] : ['budget'])]);
  });

  it('that they are used up hides no other channel that refused', async () => {
    const rig = await residentsRoom(0);
    const page = memoryChannel('page');
    page.answer('broken');
    for (const [own, channels] of [
      ['F', memoryChannels(page, rig.sms)],
      ['G', memoryChannels(rig.sms, page)],
    ] as const) {
      const toResidents = { ...rig.toResidents, channels };
      await report(rig.room, monday, { token: own.repeat(32), notices: 'sms' });
      await fastPath(toResidents, monday);
      expect(endOf(rig, 'receipt').at(-1)).toEqual(['dead', 'channel-refused']);
    }
  });
});

describe('nothing of what was reported, and no number', () => {
  it.each(sensitive)(
    'of a case of the type %s is in a message, an event, a key or a fact',
    async (type, details) => {
      const rig = await residentsRoom();
      const secret = '金丝雀内容';
      const found = await reported(rig, {
        type,
        details,
        notices: 'sms',
        what: secret,
        contact: { phone: '13912345678', name: '金丝雀姓名' },
      });
      await move(rig.room, found, { move: 'reply', text: `${secret}请您放心` }, monday + HOUR);
      await sendAll(rig, monday + HOUR);
      const { tables } = rig.room;
      const messages = [...rig.staff.messages, ...rig.sms.messages, ...rig.mail.messages];
      const outside = JSON.stringify([
        messages.map(({ address: _, ...message }) => message),
        rig.room.bus.drain(),
        [...tables.deliveries],
        [...tables.facts],
        [...tables.states],
        [...tables.companions],
      ]);
      expect(outside).not.toMatch(/金丝雀|13912345678|139 ?1234/);
      expect(rig.sms.messages.map(({ address }) => address)).toEqual(['+8613912345678', '+8613912345678']);
      // The link is for the resident alone.
      const toOthers = JSON.stringify([rig.staff.messages, [...tables.facts], [...tables.companions]]);
      expect(toOthers).not.toContain(token);
    },
  );
});
