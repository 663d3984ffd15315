import { createHash } from 'node:crypto';
import { constant, type Html, html } from '../html.ts';
import type { Sheet } from '../style/sheet.ts';

/** The script of a page, built from `web/resident/script/`. Pages work without it. */
export interface Script {
  readonly text: string;
  readonly hash: string;
}

/** A script with its hash; `undefined` for an empty text. */
export const scriptOf = (text: string): Script | undefined =>
  text === '' ? undefined : { text, hash: createHash('sha256').update(text).digest('base64') };

/** In the head, so that the script's changes apply before the page is shown. */
export const scriptBlock = (script: Script | undefined): Html | undefined =>
  script && html`<script>${constant(script.text)}</script>`;

/** The page's content security policy: its own style sheet, exactly this script, and requests to its own origin. */
export const policyFor = ({ policy }: Sheet, script: Script | undefined): string =>
  script === undefined
    ? policy
    : [policy, `script-src 'sha256-${script.hash}'`, "connect-src 'self'"].join('; ');

/** Adds sources to directives of a policy. */
export const withSources = (policy: string, sources: Readonly<Record<string, string>>): string =>
  policy
    .split('; ')
    .map((directive) => {
      const more = sources[directive.split(' ')[0] ?? ''];
      return more === undefined ? directive : `${directive} ${more}`;
    })
    .join('; ');
