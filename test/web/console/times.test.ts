import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from './browser.ts';

beforeEach(() => {
  stubBrowser();
  vi.useFakeTimers({ now: Date.parse('2026-03-10T10:00:00+08:00'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const times = async () => {
  await (await import('../../../web/console/text/words.ts')).loadWords();
  return import('../../../web/console/text/times.ts');
};

const MINUTE = 60_000;

describe('times', () => {
  it('are the service’s, whatever the clock of the machine says', async () => {
    const { now, setTime } = await times();
    setTime('2026-03-10T02:30:00.000Z');
    expect(now()).toBe(Date.parse('2026-03-10T10:30:00+08:00'));
  });

  it.each([
    ['2026-03-10T14:20:00+08:00', '14:20'],
    ['2026-03-09T14:20:00+08:00', '昨天 14:20'],
    ['2026-03-11T14:20:00+08:00', '明天 14:20'],
    ['2026-03-14T14:20:00+08:00', '周六 14:20'],
    ['2026-04-01T14:20:00+08:00', '4 月 1 日 14:20'],
  ])('%s is %s', async (at, shown) => {
    expect((await times()).moment(at)).toBe(shown);
  });

  it('end a day at 24:00', async () => {
    expect((await times()).deadline('2026-03-11T00:00:00+08:00')).toBe('24:00');
  });

  it.each([
    [-5 * MINUTE, '5 分'],
    [89 * MINUTE, '89 分'],
    [90 * MINUTE, '2 小时'],
    [48 * 60 * MINUTE, '2 天'],
  ])('%i ms are %s', async (length, shown) => {
    expect((await times()).span(length).replaceAll(/分钟/g, '分')).toBe(shown);
  });
});

describe('a field of a day and a time', () => {
  it('is read back as it was filled', async () => {
    const { asField, fromField } = await times();
    const at = Date.parse('2026-03-10T14:20:00+08:00');
    expect(asField(at)).toBe('2026-03-10T14:20');
    expect(fromField(asField(at))).toBe(new Date(at).toISOString());
  });

  it('that was emptied is no time', async () => {
    expect((await times()).fromField('')).toBeUndefined();
  });
});
