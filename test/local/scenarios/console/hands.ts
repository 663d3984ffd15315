import type { Locator, Page } from 'playwright-core';

/** How a person works a page: the same round is gone by keyboard and by touch. */
export interface Hand {
  /** Presses a button or a link. */
  press(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
  choose(select: Locator, value: string): Promise<void>;
}

/** No page has more controls before the one that is wanted. */
const STEPS_MAX = 200;

/** Goes to a control by Tab alone, from wherever the focus is. */
async function reach(target: Locator): Promise<Page> {
  await target.waitFor();
  const page = target.page();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return page;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not come to ${target}`);
}

export const keyboard: Hand = {
  async press(target) {
    const page = await reach(target);
    await page.keyboard.press('Enter');
  },
  async write(target, text) {
    const page = await reach(target);
    await page.keyboard.type(text);
  },
  async choose(select, value) {
    const page = await reach(select);
    for (let step = 0; step < STEPS_MAX && (await select.inputValue()) !== value; step += 1)
      await page.keyboard.press('ArrowDown');
  },
};

export const touch: Hand = {
  press: (target) => target.tap(),
  async write(target, text) {
    await target.tap();
    await target.page().keyboard.insertText(text);
  },
  choose: async (select, value) => {
    // The list of a telephone is the system's own.
    await select.tap();
    await select.selectOption(value);
  },
};
