import { expect, it } from 'vitest';
import { kept } from '../../shared/engine/kept.ts';

it('keeps the newest answers and asks again for one that failed', async () => {
  const asked: string[] = [];
  const answers = kept<string>(2);
  const answer = (name: string) =>
    answers(name, async () => {
      asked.push(name);
      if (asked.length === 1) throw new Error('away');
      return `${name}!`;
    });
  await expect(answer('one')).rejects.toThrow('away');
  expect(await answer('one')).toBe('one!');
  expect(await answer('one')).toBe('one!');
  expect(await answer('two')).toBe('two!');
  expect(await answer('three')).toBe('three!');
  expect(await answer('two')).toBe('two!');
  expect(await answer('one')).toBe('one!');
  expect(asked).toEqual(['one', 'one', 'two', 'three', 'one']);
});
