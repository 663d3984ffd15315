import { reported } from '../http/http-api.ts';
import type { Arrival } from './visit.ts';

/** Opens the page that checks receipts. */
export const onCheckPage: Arrival = async ({ page, here, query }) => {
  await page.goto(`${here.origin}/receipt${query}`);
  await page.locator('#check').waitFor();
};

/** Lets it check a receipt of this station, changed or not. */
export const checked =
  (change: (receipt: string) => string): Arrival =>
  async (visit) => {
    const { receipt } = await reported(visit.here.rig);
    await onCheckPage(visit);
    await visit.page.fill('#receipt-text', change(String(receipt.receipt)));
    await visit.page.click('#check button');
    await visit.page.locator('#found:focus').waitFor();
  };
