import type { TileId } from '../../shared/locales/page-words.ts';
import { pictureFile, png } from '../pictures.ts';
import type { PageAction, Visit } from './visit.ts';

/** Opens the form behind a poster’s code and runs the actions on it. */
export const onForm =
  (...actions: readonly PageAction[]): PageAction =>
  async (visit) => {
    await visit.page.goto(`${visit.here.origin}/q/b3-1${visit.query}`);
    for (const action of actions) await action(visit);
  };

/** Opens the form by a code that was replaced. */
export const onOldCode: PageAction = async (visit) => {
  await visit.here.rig.as('chief', 'POST /v1/office/places/{place}/code', { path: { place: 'b3-1' } });
  return onForm()(visit);
};

export const choose =
  (tile: TileId): PageAction =>
  ({ page }) =>
    page.check(`#t-${tile}`);

export const write =
  (field: string, text: (texts: Visit['texts']) => string): PageAction =>
  ({ page, texts }) =>
    page.fill(`#${field}`, text(texts));

/** Picks a photo, which the page keeps until the form is sent. */
export const pickPhoto: PageAction = async ({ page }) => {
  await page.setInputFiles('#photo', pictureFile(png(60, 40)));
  await page.waitForSelector('.thumbs li');
};

/** Sends a form that the server returns with errors. */
export const sendRejected: PageAction = async ({ page }) => {
  await page.click('#send');
  await page.waitForSelector('#errors');
};

/** Sends the form offline; the page keeps the report. */
export const sendOffline: PageAction = async ({ page }) => {
  await page.context().setOffline(true);
  await page.click('#send');
  await page.waitForSelector('#kept [data-standing=unsent]', { state: 'visible' });
};

export const reload: PageAction = ({ page }) => page.reload();

/** Sends a second report under a used token, as after going back and rewriting the form. */
export const sendUnderUsedToken: PageAction = async (visit) => {
  const { page, here, texts } = visit;
  const token = await page.inputValue('input[name=token]');
  await here.rig.ask('POST /v1/cases', {
    body: { place: 'b3-1', type: 'lost-item', what: texts.more, token },
  });
  await sendRejected(visit);
};
