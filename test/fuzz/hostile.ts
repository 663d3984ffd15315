import fc from 'fast-check';
import type { Dice } from './dice.ts';

/** Markup that a page must never contain unescaped. */
export const liveMarkup = '<img src=x onerror=fuzz()>';

/** Texts that are known to break parsers, encoders or regular expressions. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\u001b[2J',
      '\u0085',
      '\ud800',
      'a\udfffb',
      '\ufeff',
      '\u202e txt',
      '\u2028',
      'a\rb\vc',
      '\u2069\u2069\u2067\u202ex',
      'a\ufffdb',
      '0931-8888888转802/138 1234 5521',
      '#'.repeat(40),
    ],
    ...[
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      '../../etc/passwd',
      '%00',
      '%',
      '%zz',
    ],
    ...[
      liveMarkup,
      `"'>${liveMarkup}`,
      '</textarea><script>fuzz()</script>',
      '{requestId}',
      '{first}',
      '$&',
      '$1',
    ],
    ...[
      '\r\nset-cookie: a=b',
      '#',
      '##',
      'st1#',
      '138 0000 000',
      '+86',
      '０１３８',
      'NaN',
      '-0',
      '1e999',
      '0x10',
    ],
    ...[
      '9999-12-31T23:59:59Z',
      '2099-12-31T23:59:59+14:00',
      '2000-01-01T00:00:00-14:00',
      '2026-02-30T00:00:00Z',
    ],
    ...['👩‍👩‍👧‍👦', 'e\u0301'.repeat(200), 'ﷺ'.repeat(100), '\u0300'.repeat(500), 'İ', 'ǅ', '𠮷'],
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .tuple(
      fc.constantFrom('a', ' ', '-', '0', '.', 'a-', '字', '🧓', '\n', '=', '\t ', '('),
      fc.integer({ min: 1, max: 40_000 }),
    )
    .map(([one, times]) => `${one.repeat(times)}!`),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

const hostileNumbers = fc.oneof(
  fc.constantFrom(
    0,
    -1,
    -0,
    1.5,
    2 ** 31,
    2 ** 53,
    2 ** 53 - 1,
    -(2 ** 53),
    1e308,
    5e-324,
    8.64e15,
    8.64e15 + 1,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Placeholder that `wireJson` replaces by deeply nested brackets, which `JSON.stringify` could not produce. */
const deepNesting = '\u{10fffd}deep-nesting';

const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  hostileTexts,
  hostileNumbers,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    { length: -1 },
    { toJSON: 1 },
    deepNesting,
  ),
  fc.jsonValue({ maxDepth: 4 }),
  fc.array(fc.integer(), { minLength: 500, maxLength: 3000 }),
);

const hostileNames = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'priority',
    'station',
    'by',
    'caseId',
    'channel',
    'a.b',
    '',
  ),
  hostileTexts,
);

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** A deep copy whose objects have no prototype, so that `__proto__` is an ordinary field. */
const copied = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(copied)
    : isTree(value)
      ? Object.assign(
          Object.create(null),
          Object.fromEntries(Object.entries(value).map(([k, v]) => [k, copied(v)])),
        )
      : value;

/** A copy of the body with one field added, removed or replaced at a random depth. */
export function withFlaw(whole: unknown, dice: Dice): unknown {
  const body = copied(whole);
  if (!isTree(body) || dice.percent(4)) return dice.draw(hostileValues);
  let place = body;
  let name = dice.pick(Object.keys(place));
  for (let inner = name && place[name]; isTree(inner) && dice.percent(60); inner = name && place[name]) {
    place = inner;
    name = dice.pick(Object.keys(place));
  }
  if (name === undefined || dice.percent(20)) place[dice.draw(hostileNames)] = dice.draw(hostileValues);
  else if (dice.percent(25)) delete place[name];
  else place[name] = dice.draw(hostileValues);
  return body;
}

const DEPTH = 9000;

/** The body as JSON text. */
export const wireJson = (body: unknown): string =>
  JSON.stringify(body ?? null).replaceAll(JSON.stringify(deepNesting), '['.repeat(DEPTH) + ']'.repeat(DEPTH));

/** JSON text that was cut, doubled, nested too deeply or otherwise made invalid. */
export function brokenText(whole: string, dice: Dice): string {
  const cut = dice.below(whole.length + 1);
  return dice.oneOf([
    whole.slice(0, cut),
    `\ufeff${whole}`,
    `${whole}${whole}`,
    `${whole.slice(0, cut)}${dice.draw(hostileTexts)}${whole.slice(cut)}`,
    whole.replaceAll('"', "'"),
    whole.replace('{', '{"__proto__":{"priority":"P0"},'),
    whole + ' '.repeat(70_000),
    '{"a":'.repeat(DEPTH),
    dice.draw(hostileTexts),
  ]);
}

/** Bytes that are usually not valid UTF-8. */
export const brokenBytes: fc.Arbitrary<Buffer> = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => Buffer.from(bytes));

export const contentTypes = fc.constantFrom(
  ...[
    '',
    'text/plain',
    'application/json',
    'APPLICATION/JSON; charset=gbk',
    'application/jsonx',
    'application/json;',
  ],
  ...[
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=zzz',
    ';',
    'a'.repeat(8000),
  ],
  ...[
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded;charset=utf-16',
    '\t application/json',
  ],
);

export const languages = fc.oneof(
  fc.constantFrom(
    ...[
      'en',
      'zh',
      'EN-gb;q=0.1, zh;q=0.2',
      '*',
      'en;q=0',
      'fr, de;q=0.8',
      ';',
      ',,,,',
      'en;q=....',
      'en;q=1.2.3',
    ],
    ...[
      'zh-Hant-TW-x-private',
      `en;${' '.repeat(8000)}q=1x`,
      'en,'.repeat(3000),
      'q=1;en',
      '__proto__',
      'en;q=-1',
    ],
  ),
  hostileTexts,
);

export const bearers = fc.oneof(
  fc.constantFrom(
    'Bearer ',
    'Bearer __proto__',
    'Basic b2ZmaWNlcg==',
    'officer officer',
    'bearer officer',
    'Bearer a.b.c',
  ),
  hostileTexts.map((text) => `Bearer ${text}`),
);
