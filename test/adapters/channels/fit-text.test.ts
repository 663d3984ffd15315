import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, lengthIn } from '../../../shared/adapters/channels/fit-text.ts';
import { smsParts } from '../../../shared/adapters/channels/sms-parts.ts';

const family = '👨‍👩‍👧‍👦';
const flag = '🇨🇳';
const accented = 'e\u0301';
const graphemesOf = (text: string) =>
  [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

describe('a text that fits', () => {
  it('stays as it is', () => {
    expect(fitText('事项 4827193', ['4827193'], { max: 20, unit: 'bytes' })).toBe('事项 4827193');
  });

  it('gets what must be kept on a line below, where it does not hold it', () => {
    expect(fitText('请查看', ['4827193', 'https://x.cn/c'], { max: 99, unit: 'bytes' })).toBe(
      '请查看\n4827193\nhttps://x.cn/c',
    );
  });
});

describe('a text that is too long', () => {
  it.each([
    ['Chinese in bytes', '事项事项事项', { max: 12, unit: 'bytes' }, '事项事…'],
    ['one byte less than a letter needs', '事项事项事项', { max: 11, unit: 'bytes' }, '事项…'],
    ['English in bytes', 'abcdefghijkl', { max: 11, unit: 'bytes' }, 'abcdefgh...'],
    ['a family of four people', `ab中${family}${family}`, { max: 20, unit: 'characters' }, `ab中${family}…`],
    ['the same with one unit less', `ab中${family}${family}`, { max: 14, unit: 'characters' }, 'ab中…'],
    ['a flag of two letters', `中${flag}${flag}中`, { max: 8, unit: 'characters' }, `中${flag}…`],
    [
      'a letter and its accent',
      `中${accented}${accented}中`,
      { max: 4, unit: 'characters' },
      `中${accented}…`,
    ],
    ['blanks before the end', 'ab    cdefghi', { max: 9, unit: 'characters' }, 'ab...'],
  ] as const)('is cut between graphemes: %s', (_, text, limit, cut) => {
    expect(fitText(text, [], limit)).toBe(cut);
  });

  it('keeps the number of the case and the link, on lines below what is left', () => {
    const link = 'https://x.cn/c/1';
    const text = `${'长'.repeat(100)}4827193${link}`;
    const cut = fitText(text, ['4827193', link], { max: 40, unit: 'characters' });
    expect(cut).toBe(`${'长'.repeat(14)}…\n4827193\n${link}`);
    expect(cut).toHaveLength(40);
  });

  it('does not repeat a number that stands in what is left', () => {
    const text = `事项 4827193${'长'.repeat(100)}`;
    expect(fitText(text, ['4827193'], { max: 20, unit: 'characters' })).toBe(
      '事项 4827193长长长长长长长长长…',
    );
  });

  it('ends before a number that it would have cut', () => {
    expect(
      fitText(`事项事项事项4827193${'长'.repeat(9)}`, ['4827193'], { max: 18, unit: 'characters' }),
    ).toBe('事项事项事项…\n4827193');
  });

  it('is not sent at all where not even the number has room', () => {
    expect(fitText('事项事项', ['4827193'], { max: 8, unit: 'bytes' })).toBeUndefined();
  });

  it('is cut from a million characters as from a few', () => {
    const text = '长'.repeat(1_000_000);
    expect(fitText(text, [], { max: 6, unit: 'bytes' })).toBe('长…');
  });
});

describe('parts that must be kept', () => {
  const word = (maxLength: number) =>
    fc.array(fc.constantFrom('a', 'b', ' '), { minLength: 1, maxLength }).map((letters) => letters.join(''));

  it('are kept though they overlap, repeat themselves or hold one another', () => {
    fc.assert(
      fc.property(
        word(40),
        fc.array(word(4), { maxLength: 3 }),
        fc.integer({ min: 1, max: 30 }),
        (text, keep, max) => {
          const cut = fitText(text, keep, { max, unit: 'characters' });
          if (cut === undefined) return;
          expect(cut.length).toBeLessThanOrEqual(max);
          for (const part of keep) expect(cut).toContain(part);
        },
      ),
      { seed: 20261130, numRuns: 20_000 },
    );
  });
});

describe('parts of an SMS', () => {
  it.each([
    ['160 letters', 'a'.repeat(160), 1],
    ['161 letters', 'a'.repeat(161), 2],
    ['306 letters', 'a'.repeat(306), 2],
    ['307 letters', 'a'.repeat(307), 3],
    ['80 escaped letters', '€'.repeat(80), 1],
    ['81 escaped letters', '€'.repeat(81), 2],
    // An escape is not parted from its letter, so that each part takes 76 of them and one septet is left over.
    ['152 escaped letters', '€'.repeat(152), 2],
    ['153 escaped letters', '€'.repeat(153), 3],
    ['70 Chinese letters', '事'.repeat(70), 1],
    ['71 Chinese letters', '事'.repeat(71), 2],
    ['134 Chinese letters', '事'.repeat(134), 2],
    ['135 Chinese letters', '事'.repeat(135), 3],
    ['one Chinese letter among 69', `${'a'.repeat(69)}事`, 1],
    ['one Chinese letter among 70', `${'a'.repeat(70)}事`, 2],
    ['35 pictures of two units', '🚪'.repeat(35), 1],
    ['66 pictures, 33 of which fill a part', '🚪'.repeat(66), 2],
    ['67 pictures', '🚪'.repeat(67), 3],
    ['nothing', '', 1],
  ])('%s', (_, text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });

  it('are filled by the longest text, in letters of either width', () => {
    const one = { max: 1, unit: 'sms-parts' } as const;
    expect(fitText('a'.repeat(200), [], one)).toBe(`${'a'.repeat(157)}...`);
    expect(fitText('事'.repeat(200), [], one)).toBe(`${'事'.repeat(69)}…`);
    expect(fitText('事'.repeat(200), [], { max: 2, unit: 'sms-parts' })).toBe(`${'事'.repeat(133)}…`);
  });
});

describe('whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom('事', 'a', ' ', family, flag, accented, '€', '👍🏽', '\n', '4827193', 'https://x.cn/c/1'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const limits = fc.record({
    max: fc.integer({ min: 1, max: 120 }),
    unit: fc.constantFrom('bytes' as const, 'characters' as const),
  });
  const parts = fc.record({ max: fc.integer({ min: 1, max: 3 }), unit: fc.constant('sms-parts' as const) });

  it('it fits, holds what must be kept, and ends between graphemes', () => {
    const keep = ['4827193', 'https://x.cn/c/1'];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.oneof(limits, parts), (pieces, limit) => {
        const text = pieces.join('');
        const cut = fitText(text, keep, limit);
        if (cut === undefined) return;
        expect(lengthIn(limit.unit, cut)).toBeLessThanOrEqual(limit.max);
        for (const part of keep) expect(cut).toContain(part);
        const body = cut.slice(0, Math.max(cut.lastIndexOf('…'), cut.lastIndexOf('...')));
        if (cut.startsWith(text)) return;
        const borders = new Set([0]);
        for (const grapheme of graphemesOf(text)) borders.add(grapheme.length + Math.max(...borders));
        const trimmedAway = [...borders].some(
          (border) => border >= body.length && text.slice(0, border).trimEnd() === body,
        );
        expect(text.startsWith(body) && trimmedAway).toBe(true);
      }),
      { seed: 20261130, numRuns: 500 },
    );
  });
});
