import { afterEach, describe, expect, it } from 'vitest';
import { lengthIn } from '../../../shared/adapters/channels/fit-text.ts';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { Notice, NoticeText } from '../../../shared/engine/outbox/notice.ts';
import { personId, stationId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';
import { HANG_MS } from '../../timeouts.ts';
import type { ChannelUnderTest, Started } from './channel-under-test.ts';

const morning = at('2026-11-23 10:05');
const reference = '4827193';
const link = 'https://huiying.example.cn/console/c/4827193';

const notice: Notice = {
  id: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0',
  station: stationId('st1'),
  about: 'case',
  kind: 'level',
  to: 'officer',
  people: [personId('p-officer')],
  language: 'zh-CN',
  at: morning,
};
const plain: NoticeText = {
  title: '升级提醒：4827193',
  text: '事项 4827193（P1，安全隐患，3 号楼）还没有人接手。',
  details: { reference, link },
};
const family = '👨‍👩‍👧‍👦';

const longTexts = {
  Chinese: '长'.repeat(20_000),
  English: 'word '.repeat(20_000),
  emoji: family.repeat(5000),
  'quotation marks and backslashes': '"\\'.repeat(20_000),
} as const;

/** What each kind of channel must do, whatever its provider. */
export function channelContract<Settings>(under: ChannelUnderTest<Settings>): void {
  const { adapter, faults, strangers, mentions, entered } = under;
  let time = morning;
  let started: Started<Settings> | undefined;
  afterEach(async () => {
    await started?.fake.close();
    started = undefined;
    time = morning;
  });

  async function start() {
    started = await under.start(() => time);
    const { fake, settings } = started;
    let sent = 0;
    const send = (
      given: Partial<NoticeText> = {},
      more: { ids?: readonly string[]; timeoutMs?: number } = {},
    ) => {
      sent += 1;
      const message = {
        notice: { ...notice, id: `${notice.id}-${sent}` },
        text: { ...plain, ...given },
        mentions: more.ids ?? [],
        ...(under.address !== undefined && { address: under.address }),
      };
      return adapter.send(message, settings, { now: time, timeoutMs: more.timeoutMs ?? HANG_MS });
    };
    return { fake, settings, send };
  }

  describe(under.name, () => {
    it('takes a message with a right signature, as it was written', async () => {
      const { fake, send } = await start();
      expect(await send()).toMatchObject({ result: 'sent' });
      const [accepted] = fake.accepted;
      const { title, text } = plain;
      const parts = { all: [title, text, link], text: [text, link], title: [title] }[under.shows ?? 'all'];
      for (const part of parts) expect(accepted?.text).toContain(part);
      expect(accepted).toMatchObject({ at: morning, mentioned: [], everyone: false });
    });

    it.each(Object.entries(faults))('judges the fault “%s”', async (fault, judged) => {
      const { fake, send } = await start();
      fake.fail(fault);
      // A fault that keeps the sender waiting is one of time: what the answer would have been does not matter.
      const waits = fault.endsWith('silent') || fault === 'slow';
      expect(await send({}, waits ? { timeoutMs: 50 } : {})).toMatchObject(judged);
      expect(fake.accepted).toEqual([]);
      fake.fail(undefined);
      expect(await send()).toMatchObject({ result: 'sent' });
    });

    it.each(Object.entries(strangers))('is refused with %s', async (_, { settings, judged }) => {
      const { fake, settings: right } = await start();
      const message = { notice, text: plain, mentions: [], ...(under.address && { address: under.address }) };
      const options = { now: time, timeoutMs: HANG_MS };
      expect(await adapter.send(message, { ...right, ...settings }, options)).toEqual(judged);
      expect(fake.accepted).toEqual([]);
    });

    it('finds nobody where its provider was', async () => {
      const { fake, send } = await start();
      await fake.close();
      expect(await send()).toMatchObject({ result: 'transient' });
    });

    if (adapter.limits.perMinute !== undefined) {
      it('waits as long as it must after one message too many', async () => {
        const { fake, send } = await start();
        let judged = await send();
        for (let sent = 1; judged.result === 'sent' && sent < 200; sent += 1) judged = await send();
        if (judged.result !== 'transient') throw new Error(`judged as ${judged.result}`);
        const taken = fake.accepted.length;
        expect(taken).toBeLessThanOrEqual(adapter.limits.perMinute ?? 0);
        time += judged.retryAfterMs ?? 0;
        expect(time).toBeGreaterThan(morning);
        expect(await send()).toMatchObject({ result: 'sent' });
        expect(fake.accepted).toHaveLength(taken + 1);
      });

      it('takes as many a minute as it says', async () => {
        const { send } = await start();
        const perMinute = adapter.limits.perMinute ?? 0;
        for (let sent = 0; sent < 2 * perMinute; sent += 1) {
          expect(await send()).toMatchObject({ result: 'sent' });
          time += MINUTE / perMinute;
        }
      });
    }

    if (mentions !== undefined) {
      it('mentions the people that it is for, each once, and nobody by what is no id', async () => {
        const { fake, send } = await start();
        const { some, none } = mentions;
        expect(await send({}, { ids: [...none, ...some, ...some] })).toMatchObject({ result: 'sent' });
        expect(fake.accepted[0]).toMatchObject({ mentioned: some, everyone: false });
        for (const id of none.filter((one) => one !== ''))
          expect(fake.accepted[0]?.text).not.toContain(`@${id}`);
      });

      it('has room for the people it mentions in the longest text', async () => {
        const { fake, send } = await start();
        expect(await send({ text: longTexts.Chinese }, { ids: mentions.some })).toMatchObject({
          result: 'sent',
        });
        expect(fake.accepted[0]?.mentioned).toEqual(mentions.some);
      });
    }

    if (under.verbatim === undefined) {
      it('makes no mention and no markup of what it is given as a text', async () => {
        const { fake, send } = await start();
        const spelled = (mentions?.some ?? []).flatMap((id) => [
          `@${id}`,
          `<@${id}>`,
          `<at user_id="${id}">x</at>`,
        ]);
        const name = [
          '<@all>',
          '@all',
          '@所有人',
          '<at user_id="all">所有人</at>',
          '<at id=all></at>',
          ...spelled,
        ];
        const place = `${name.join(' ')} [点这里](https://x.example) \u0007`;
        expect(await send({ title: place, text: place }, { ids: [] })).toMatchObject({ result: 'sent' });
        expect(fake.accepted[0]).toMatchObject({ mentioned: [], everyone: false });
        expect(fake.accepted[0]?.text).not.toMatch(/[<>@]|\]\(|\p{Cc}(?<!\n)/u);
        expect(fake.accepted[0]?.text).toContain('点这里');
      });
    }

    it.each(Object.entries(longTexts))('takes the longest text of %s', async (_, long) => {
      if (under.shows === 'title') return;
      const { fake, send } = await start();
      expect(await send({ title: '升级提醒', text: `${long}${link}` })).toMatchObject({ result: 'sent' });
      const { text = '' } = fake.accepted[0] ?? {};
      const { unit, max } = adapter.limits.length;
      const ending = ['…', '...'].find((one) => text.includes(`${one}\n${reference}\n${link}`)) ?? 'none';
      const begin = under.shows === 'text' ? 0 : text.indexOf('\n') + 1;
      const body = text.slice(begin, text.lastIndexOf(`${ending}\n${reference}`));
      expect(long.startsWith(body)).toBe(true);
      // Nothing is cut inside a grapheme: a family stays whole.
      if (long === longTexts.emoji) expect(body.replaceAll(family, '')).toBe('');
      // As long as it may be, but for one grapheme.
      const used = lengthIn(unit, text);
      expect(max - used).toBeLessThan(unit === 'sms-parts' ? 1 : lengthIn(unit, `${family}升级提醒\n`));
    });

    it('takes the longest title, with the longest text', async () => {
      const { fake, send } = await start();
      const long = longTexts['quotation marks and backslashes'];
      expect(await send({ title: long, text: long })).toMatchObject({ result: 'sent' });
      if (under.shows !== 'title') expect(fake.accepted[0]?.text).toContain(`\n${reference}\n${link}`);
    });

    it('does not follow a redirect', async () => {
      if (!Object.hasOwn(faults, 'redirect')) return;
      const { fake, send } = await start();
      fake.fail('redirect');
      expect(await send()).toEqual({ result: 'transient', code: 'http-307' });
      expect(fake.accepted).toEqual([]);
    });

    it.each(entered.right)('reads settings as they are entered %#', (settings) => {
      expect(adapter.settings().safeParse(settings).success).toBe(true);
    });

    it.each(Object.entries(entered.wrong))(
      'refuses %s in its settings, without repeating it',
      (_, settings) => {
        const { success, error } = adapter.settings().safeParse(settings);
        expect(success).toBe(false);
        const words = error?.issues.map(({ message, path }) => `${path.join('.')} ${message}`).join() ?? '';
        expect(words).not.toBe('');
        expect(words).not.toMatch(entered.secret);
      },
    );
  });
}
