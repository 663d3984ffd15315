import { type Html, html } from '../html.ts';

/** Named like what programs love to fill in and browsers never fill in by themselves. */
export const HONEYPOT = 'website';

/** Not to be seen, heard or reached by people; a program that fills in every field gives itself away. */
export const honeypot = (label: string): Html =>
  html`<div class="honeypot"><label>${label} <input name="${HONEYPOT}" tabindex="-1" autocomplete="off"></label></div>`;
