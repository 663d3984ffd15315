import type { FrameWords } from '../../../shared/locales/page-words.ts';
import { type Html, html } from '../html.ts';

/** Police, fire, ambulance: above everything, because no form is as fast as a call. */
const numbers = ['110', '119', '120'] as const;

export const emergencyBar = (words: FrameWords): Html =>
  html`<section class="sos" aria-label="${words.emergencyTitle}"><p>${words.emergency}</p><div>${numbers.map(
    (number) => html`<a class="btn btn-late" href="tel:${number}">${number}</a>`,
  )}</div></section>`;

const callLink = (number: string): Html => html`<a class="call num" href="tel:${number}">${number}</a>`;

/** The numbers as links, for the `{110}` of a sentence. */
export const emergencyLinks: Readonly<Record<string, Html>> = Object.fromEntries(
  numbers.map((number) => [number, callLink(number)]),
);

/** A link that dials what people read: everything but digits is for the eye. */
export const telephone = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;
