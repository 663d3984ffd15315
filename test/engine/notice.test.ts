import { describe, expect, it } from 'vitest';
import { noticeRecord } from '../../shared/adapters/channels/notice-record.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type CaseNotice, residentNotice } from '../../shared/cases/case-notice.ts';
import { type CaseType, caseTypes } from '../../shared/cases/case-type.ts';
import { messageKinds, receiptTurns, residentSayings } from '../../shared/cases/message-kinds.ts';
import { referenceFrom } from '../../shared/cases/reference.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { languages } from '../../shared/engine/language.ts';
import type { NoticeText } from '../../shared/engine/outbox/notice.ts';
import { briefText } from '../../shared/locales/brief-text.ts';
import { caseNoticeText } from '../../shared/locales/case-notice-text.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { deliveries, dutyRoom, fastPath, move, report, runEveryMinute } from '../cases/duty-room.ts';
import { station } from '../cases/room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');

/** The notices of the first three hours of an unattended case whose texts are all canaries. */
async function noticesOf(type: CaseType): Promise<readonly CaseNotice[]> {
  const world = await dutyRoom();
  const { questions } = standardPolicy.types[type];
  const details = Object.fromEntries(
    Object.entries(questions).map(([name, { choices }]) => [name, choices[0]]),
  );
  const contact = { phone: '13800000003', name: '金丝雀' };
  await report(world, now, { type, details, what: '金丝雀金丝雀', contact, token: 'CANARY'.padEnd(32, 'C') });
  await fastPath(world, now);
  await runEveryMinute(world, now + MINUTE, now + 180 * MINUTE);
  const about = world.sink.notices.filter((notice): notice is CaseNotice => notice.about === 'case');
  expect(about).toEqual(world.sink.notices);
  return about;
}

const sensitive = caseTypes.filter((type) => standardPolicy.types[type].sensitive);
const plain = caseTypes.filter((type) => !standardPolicy.types[type].sensitive);

describe('a notice', () => {
  it.each(caseTypes)('of a %s carries nothing that anybody wrote, and no name', async (type) => {
    const records = (await noticesOf(type)).map((notice) => noticeRecord(notice, caseNoticeText(notice)));
    expect(records.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(records)).not.toMatch(/金丝雀|138000|CANARY/);
  });

  it.each(sensitive)(
    'of a %s is its reference and its urgency, and no word reveals its type',
    async (type) => {
      for (const notice of await noticesOf(type)) {
        expect(notice.caseSummary).not.toHaveProperty('type');
        expect(notice.caseSummary).not.toHaveProperty('place');
        const { types, clocks } = wordsOf(notice.language);
        const { title, text } = caseNoticeText(notice);
        expect(title + text).not.toContain(types[type]);
        for (const { kind } of standardPolicy.types[type].milestones) {
          expect(notice.clock).not.toBe(kind);
          expect(title + text).not.toContain(clocks[kind]);
        }
      }
    },
  );

  it('of a case that was once sensitive stays without type and place after a change of type', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, { type: 'lead', details: {} });
    await move(world, found, { move: 'retype', type: 'hazard', details: { kind: 'fire-alarm' } }, now);
    await fastPath(world, now);
    await runEveryMinute(world, now + MINUTE, now + 300 * MINUTE);
    expect(world.sink.notices.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['alert', 'breach']));
    for (const notice of world.sink.notices as readonly CaseNotice[]) {
      expect(notice.caseSummary).not.toHaveProperty('type');
      expect(notice.caseSummary).not.toHaveProperty('place');
    }
  });

  it.each(plain)('of a %s names type and place to staff', async (type) => {
    const toStaff = (await noticesOf(type)).filter(({ to }) => to !== 'resident');
    for (const notice of toStaff) expect(notice.caseSummary).toMatchObject({ type, place: 'b3-1' });
  });

  it('says of a date beyond the announced holidays that it may move, to staff and resident alike', async () => {
    const world = await dutyRoom();
    await report(world, at('2026-12-31 15:00'), { type: 'consultation', details: {} });
    await fastPath(world, at('2026-12-31 15:00'));
    const notices = world.sink.notices as readonly CaseNotice[];
    expect(notices.map(({ kind, caseSummary }) => [kind, caseSummary?.mayMove])).toEqual([
      ['alert', true],
      ['receipt', true],
    ]);
    await runEveryMinute(world, at('2026-12-31 17:59'), at('2027-01-01 10:30'));
    expect(notices.filter(({ kind }) => kind === 'breach')).toMatchObject([
      { caseSummary: { mayMove: true } },
    ]);
  });

  it('to a resident of a broken promise names a date as long as there is a next in charge', async () => {
    const world = await dutyRoom();
    const { caseId } = await report(world, now, { type: 'lost-item', details: { item: 'bag' } });
    await runEveryMinute(world, now + MINUTE, now + 300 * MINUTE);
    const [delivery] = deliveries(world).filter(({ message }) => message.kind === 'broken-promise');
    const found = await world.store.load(keyOf({ station, caseId }));
    if (delivery === undefined || found?.escalation === undefined) throw new Error('no promise was broken');
    const top = standardPolicy.escalations[found.priority].levels.length;
    const dateAt = (level: number) => {
      const own = {
        ...found,
        escalation: { ...found.escalation, level, nextAt: now, acting: false },
      } as Case;
      return residentNotice(delivery, [], { own, followed: own }, standardPolicy, now).caseSummary?.dueAt;
    };
    expect([dateAt(0), dateAt(top - 1), dateAt(top)]).toEqual([now, now, undefined]);
  });

  it('to a resident says when they are answered, and never an inner reminder', async () => {
    const [receipt] = (await noticesOf('lost-person')).filter(({ to }) => to === 'resident');
    expect(receipt).toMatchObject({ kind: 'receipt', caseSummary: { dueAt: now + 5 * MINUTE } });
  });
});

function expectWholeSentences({ title, text }: NoticeText): void {
  expect(title).not.toMatch(/[{}]|undefined/);
  expect(title.length).toBeLessThan(60);
  expect(text).toMatch(/[。.]$/);
  expect(text).not.toMatch(/[{}]|undefined/);
}

describe('the words of a notice', () => {
  const full: Omit<CaseNotice, 'kind' | 'language'> = {
    id: 'id',
    station,
    about: 'case',
    to: 'officer',
    people: [],
    at: now,
    caseSummary: {
      reference: referenceFrom('482719'),
      type: 'hazard',
      place: 'b3-1',
      priority: 'P1',
      dueAt: now,
    },
    clock: 'respond',
    level: 1,
    batch: {
      count: 12,
      references: [referenceFrom('482719')],
      type: 'hazard',
      place: 'b3-1',
      priority: 'P1',
    },
  };

  it.each(languages.flatMap((language) => messageKinds.map((kind) => [language, kind] as const)))(
    'in %s for %s are whole sentences without a gap',
    (language, kind) => {
      const { batch, ...plain } = full;
      const more = kind === 'news' ? { news: residentSayings } : batch && { batch };
      expectWholeSentences(caseNoticeText({ ...plain, ...more, language, kind }));
    },
  );

  it.each(languages.flatMap((language) => receiptTurns.map((says) => [language, says] as const)))(
    'in %s of a receipt that is told as %s are whole sentences without a gap',
    (language, says) => {
      const { title, text } = caseNoticeText({ ...full, language, kind: 'receipt', says, to: 'resident' });
      expectWholeSentences({ title, text, details: {} });
      expect(text).toContain('4827193');
    },
  );

  it.each([
    [
      'zh-CN',
      '您的事项 4827193：已有结果（请您评价）。昨晚以来共 4 条消息：已收到并答复、有新的回复、已有结果（请您评价）。请打开查询页。',
    ],
    [
      'en',
      'Your matter 4827193: there is a result; please rate it. 4 messages since last night: we have received and answered it, there is a reply, there is a result; please rate it. Please open your tracking page.',
    ],
  ] as const)(
    'in %s of several messages say the newest, their number, and each of them once',
    (language, said) => {
      const { batch: _batch, ...plain } = full;
      const { dueAt: _, ...caseSummary } = full.caseSummary ?? {};
      const news = ['answered', 'reply', 'reply', 'rating-request'] as const;
      const notice = { ...plain, language, kind: 'news', news, caseSummary, to: 'resident' } as CaseNotice;
      expect(caseNoticeText(notice).text).toBe(said);
    },
  );

  it('say of a date beyond the announced holidays that it may move', () => {
    const { caseSummary } = full;
    const mayMove = {
      ...full,
      kind: 'receipt',
      caseSummary: { ...caseSummary, mayMove: true },
    } as CaseNotice;
    expect(caseNoticeText({ ...mayMove, language: 'zh-CN' }).text).toMatch(
      /前有人答复您。这个日期之后的放假安排还没公布，可能会变。$/,
    );
    expect(caseNoticeText({ ...mayMove, language: 'en' }).text).toMatch(
      / Holidays after this date are not announced yet, so it may move\.$/,
    );
  });

  it.each(languages)('in %s for the morning brief are whole sentences without a gap', (language) => {
    const counts = { open: 1, overdue: 2, dueToday: 3, newOvernight: 4 };
    expectWholeSentences(briefText({ ...full, about: 'brief', kind: 'brief', language, counts }));
  });

  it('are neutral to a resident, whatever the case is', () => {
    expect(caseNoticeText({ ...full, language: 'zh-CN', kind: 'reply', to: 'resident' }).title).toBe(
      '您有一条新的回复',
    );
    const { title, text } = caseNoticeText({ ...full, language: 'en', kind: 'reply', to: 'resident' });
    expect(title).toBe('Your matter has a reply');
    expect(text).toMatch(/^There is a reply to your matter 4827193\. Please open your tracking page\./);
    expect(title + text).not.toContain(wordsOf('en').types.hazard);
  });
});
