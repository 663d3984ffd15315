import { reported } from '../http/http-api.ts';
import type { PageAction } from './visit.ts';

/** Opens the page that checks receipts. */
export const onCheckPage: PageAction = async ({ page, here, query }) => {
  await page.goto(`${here.origin}/receipt${query}`);
  await page.locator('#check').waitFor();
};

/** Has the page check a receipt of this station after `change` was applied to it. */
export const checked =
  (change: (receipt: string) => string): PageAction =>
  async (visit) => {
    const { receipt } = await reported(visit.here.rig);
    await onCheckPage(visit);
    await visit.page.fill('#receipt-text', change(String(receipt.receipt)));
    await visit.page.click('#check button');
    await visit.page.locator('#found:focus').waitFor();
  };
