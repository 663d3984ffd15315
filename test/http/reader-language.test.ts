import { expect, test } from 'vitest';
import { readerLanguage } from '../../shared/http/reader-language.ts';

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['*', 'zh-CN'],
  ['fr', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['EN-us', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh-Hant-TW', 'zh-CN'],
  ['en;q=0.5, zh;q=0.8', 'zh-CN'],
  ['fr;q=0.9, en;q=0.1', 'en'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['en;q=0', 'zh-CN'],
  ['en;q=high, zh', 'en'],
  ['english', 'zh-CN'],
  [`${'fr,'.repeat(50)}en`, 'zh-CN'],
])('Accept-Language %j is read as %s', (header, language) => {
  expect(readerLanguage(header)).toBe(language);
});
