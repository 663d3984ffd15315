import { createHash } from 'node:crypto';
import { answersStyle } from './answers.ts';
import { formStyle } from './form.ts';
import { helperStyle } from './helper-page.ts';
import { homeStyle } from './home.ts';
import { posterStyle } from './poster.ts';
import { tokens } from './tokens.ts';
import { trackStyle } from './track.ts';

/** An inlined style sheet, and the content security policy that allows only it. */
export interface Sheet {
  readonly style: string;
  readonly policy: string;
}

/** Inlined, because on a weak connection each further request takes about a second. */
function sheet(...parts: readonly string[]): Sheet {
  const style = parts.join('').replaceAll(/\n+/g, '');
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    style,
    policy: [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      // The empty icon: without it every browser requests /favicon.ico.
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

export const helperSheet = sheet(tokens, helperStyle);
export const homeSheet = sheet(tokens, homeStyle);
export const formSheet = sheet(tokens, formStyle);
/** The form's style, and room between answers and what is pressed. */
export const answersSheet = sheet(tokens, formStyle, answersStyle);
export const trackSheet = sheet(tokens, trackStyle);
export const posterSheet = sheet(tokens, posterStyle);
