import type { FrameWords } from '../../../shared/locales/page-words.ts';
import { type Html, html } from '../html.ts';

/** Police, fire, ambulance. They are at the top of the page, because a call is faster than any form. */
const numbers = ['110', '119', '120'] as const;

export const emergencyBar = (words: FrameWords): Html =>
  html`<section class="sos" aria-label="${words.emergencyTitle}"><p>${words.emergency}</p><div>${numbers.map(
    (number) => html`<a class="btn btn-late" href="tel:${number}">${number}</a>`,
  )}</div></section>`;

const callLink = (number: string): Html => html`<a class="call num" href="tel:${number}">${number}</a>`;

/** The emergency numbers as links, for placeholders such as `{110}` in a sentence. */
export const emergencyLinks: Readonly<Record<string, Html>> = Object.fromEntries(
  numbers.map((number) => [number, callLink(number)]),
);

/** A `tel:` link for a displayed number; characters that cannot be dialled are dropped. */
export const telephone = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;
