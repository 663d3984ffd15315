import { expect, test } from 'vitest';
import { papers as en } from '../../web/words/en/papers.ts';
import { paperFaults } from '../../web/words/paper-words.ts';
import { papers as zh } from '../../web/words/zh-cn/papers.ts';

test('the help names every option and every status it ends with, in both languages', () => {
  for (const { help } of [en, zh]) {
    for (const option of ['--jwks', '--milestones', '--written', '--language'])
      expect(help).toContain(option);
    for (const status of ['0', '1', '2']) expect(help).toContain(status);
  }
});

test('there is a sentence for every fault', () => {
  expect(Object.keys(en.faults)).toEqual([...paperFaults]);
});
