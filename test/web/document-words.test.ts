import { expect, test } from 'vitest';
import { documentFaults } from '../../shared/locales/document-words.ts';
import { documents as en } from '../../shared/locales/en/documents.ts';
import { documents as zh } from '../../shared/locales/zh-cn/documents.ts';

test('the help names every option and every status it ends with, in both languages', () => {
  for (const { help } of [en, zh]) {
    for (const option of ['--jwks', '--progress', '--written', '--language']) expect(help).toContain(option);
    for (const status of ['0', '1', '2']) expect(help).toContain(status);
  }
});

test('there is a sentence for every fault', () => {
  expect(Object.keys(en.faults)).toEqual([...documentFaults]);
});
