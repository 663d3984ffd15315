import { type Html, html } from '../html.ts';

/** A field name that spam programs fill in and browsers do not autofill. */
export const HONEYPOT = 'website';

/**
 * A field that people cannot see or reach, also with a screen reader. A program that fills in every field is recognized
 * by it.
 */
export const honeypot = (label: string): Html =>
  html`<div class="honeypot"><label>${label} <input name="${HONEYPOT}" tabindex="-1" autocomplete="off"></label></div>`;
