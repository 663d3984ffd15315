import type { OpenConsole } from './open-console.ts';
import { PHONE } from './station-days.ts';

/** Names of people and places, what residents wrote, and the button of the other language are in their own language. */
const ownWords = '[dir=auto], .said, [lang]';

export const reader = {
  /** Chinese that no person wrote. */
  chinese: async ({ page }: OpenConsole): Promise<readonly string[]> => {
    const text = await page.evaluate<string>(
      `(() => { const copy = document.body.cloneNode(true);
        for (const one of copy.querySelectorAll(${JSON.stringify(ownWords)})) one.remove();
        return [copy.innerText, ...[...copy.querySelectorAll('[aria-label], [placeholder], [title]')]
          .map((one) => [one.ariaLabel, one.placeholder, one.title].join(' '))].join('\\n'); })()`,
    );
    return text.replaceAll('中文', '').match(/[\p{Script=Han}，。：；？！「」《》]+/gu) ?? [];
  },
};

export const resident = {
  /** The telephone number of a resident before somebody asked for it. */
  exposed: async ({ page, render }: OpenConsole): Promise<readonly string[]> => {
    const isAsked = render.state === 'case, with its number shown' || render.state.startsWith('search');
    return !isAsked && (await page.content()).includes(PHONE) ? ['the telephone number'] : [];
  },
};
