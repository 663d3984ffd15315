import type { TileId } from '../../shared/locales/page-words.ts';
import { pictureFile, png } from '../pictures.ts';
import type { Arrival, Visit } from './visit.ts';

/** Opens the form behind the code on the wall, and does one thing after another there. */
export const onForm =
  (...actions: readonly Arrival[]): Arrival =>
  async (visit) => {
    await visit.page.goto(`${visit.here.origin}/q/b3-1${visit.query}`);
    for (const action of actions) await action(visit);
  };

/** The poster on the wall is old: its place has another code since. */
export const onOldCode: Arrival = async (visit) => {
  await visit.here.rig.as('chief', 'POST /v1/office/places/{place}/code', { path: { place: 'b3-1' } });
  return onForm()(visit);
};

export const choose =
  (tile: TileId): Arrival =>
  ({ page }) =>
    page.check(`#t-${tile}`);

export const write =
  (field: string, text: (said: Visit['said']) => string): Arrival =>
  ({ page, said }) =>
    page.fill(`#${field}`, text(said));

/** Picks a photo, which waits beside the form until that is sent. */
export const pickPhoto: Arrival = async ({ page }) => {
  await page.setInputFiles('#photo', pictureFile(png(60, 40)));
  await page.waitForSelector('.thumbs li');
};

/** It cannot be taken as it is, and comes back. */
export const sendInVain: Arrival = async ({ page }) => {
  await page.click('#send');
  await page.waitForSelector('#errors');
};

/** There is no line; the page keeps it. */
export const sendWithoutLine: Arrival = async ({ page }) => {
  await page.context().setOffline(true);
  await page.click('#send');
  await page.waitForSelector('#kept [data-standing=unsent]', { state: 'visible' });
};

export const reload: Arrival = ({ page }) => page.reload();

/** What is sent is another report under a token that one was received by: as after going back and writing anew. */
export const sendUnderUsedToken: Arrival = async (visit) => {
  const { page, here, said } = visit;
  const token = await page.inputValue('input[name=token]');
  await here.rig.ask('POST /v1/cases', {
    body: { place: 'b3-1', type: 'lost-item', what: said.more, token },
  });
  await sendInVain(visit);
};
