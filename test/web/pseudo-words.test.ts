import { expect, test } from 'vitest';
import { en } from '../../shared/locales/en/en.ts';
import { pseudo, pseudoWords, speakPseudo } from '../browser/pseudo-words.ts';
import { openForm, readable, residents } from './pages.ts';
import { sentencesIn, valuesIn } from './sentences.ts';

test('a sentence becomes accented, longer and bracketed, and keeps its values and spaces', () => {
  expect(pseudo('Late by {left}. ')).toBe('[Låté bý {left}. öñé] ');
  expect(pseudo('{count, plural, one {# thing} other {# things}}')).toBe(
    '[{count, plural, one {# thîñg} other {# thîñgs}} öñ]',
  );
  expect(pseudo('{day}/{month}')).toBe('{day}/{month}');
});

test('every sentence of the catalogue is at least 40 % longer, and has places for the same values', () => {
  const english = new Map(sentencesIn(en));
  for (const [path, sentence] of sentencesIn(pseudoWords)) {
    const before = english.get(path) ?? '';
    expect(valuesIn(sentence), path).toEqual(valuesIn(before));
    const words = before.replaceAll(/\{[^}]*\}/g, '').trim();
    if (!sentence.startsWith('[')) continue;
    expect(sentence.length - before.length, path).toBeGreaterThanOrEqual(0.4 * words.length);
  }
});

test('pages use it until it is switched off', async () => {
  const rig = await residents();
  const heading = pseudo(en.form.heading);
  const stop = speakPseudo();
  try {
    expect(readable((await openForm(rig, { lang: 'en' })).text)).toContain(heading);
  } finally {
    stop();
  }
  expect(readable((await openForm(rig, { lang: 'en' })).text)).toContain('What do you need?');
});
