import { atLeast, atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';

const border = (id: string) =>
  `parseFloat(getComputedStyle(document.querySelector('label[for=${id}]')).borderWidth)`;

export const forcedColours = journeyCheck({
  number: 20,
  title: 'A chosen tile’s border beside the others, in forced colours',
  bar: atLeast(1, 'px wider'),
  measure: ({ withOwnSite }) =>
    withOwnSite({ forcedColors: 'active' }, async (page, { origin }) => {
      await page.goto(`${origin}/q/b3-1`);
      await page.check('#t-missing');
      const value = await page.evaluate<number>(`${border('t-missing')} - ${border('t-lost')}`);
      return [{ where: 'form', value }];
    }),
});

/** Elements with a transition, and running animations. */
const moving = `[...document.querySelectorAll('*')]
  .filter((one) => getComputedStyle(one).transitionDuration.split(', ').some((time) => parseFloat(time) > 0))
  .map((one) => one.outerHTML.slice(0, 80))
  .concat(document.getAnimations().map(() => 'an animation'))`;

export const reducedMotion = journeyCheck({
  number: 20,
  title: 'Parts that move for who wants no motion',
  bar: atMost(0),
  measure: ({ withOwnSite }) =>
    withOwnSite({ reducedMotion: 'reduce' }, async (page, { origin }) => {
      await page.goto(`${origin}/q/b3-1`);
      await page.check('#t-missing');
      const faults = await page.evaluate<string[]>(moving);
      return [{ where: 'form', value: faults.length, faults }];
    }),
});
