import { createHash } from 'node:crypto';
import { constant, type Html, html } from '../html.ts';
import type { Sheet } from '../style/sheet.ts';

/** What runs on a page: made from `web/resident/script/` when the bundle is built, and a convenience on a page that is whole. */
export interface Script {
  readonly text: string;
  readonly hash: string;
}

/** A script by its text; none where there is no text. */
export const scriptOf = (text: string): Script | undefined =>
  text === '' ? undefined : { text, hash: createHash('sha256').update(text).digest('base64') };

/** In the head, so that what it changes is changed before it is seen. */
export const scriptBlock = (script: Script | undefined): Html | undefined =>
  script && html`<script>${constant(script.text)}</script>`;

/** The page may look like its sheet, run exactly this script, and talk to us. */
export const policyFor = (
  { policy }: Sheet,
  script: Script | undefined,
  ...more: readonly string[]
): string =>
  script === undefined
    ? policy
    : [policy, `script-src 'sha256-${script.hash}'`, "connect-src 'self'", ...more].join('; ');

/** A policy with further sources for some of its directives. */
export const widened = (policy: string, sources: Readonly<Record<string, string>>): string =>
  policy
    .split('; ')
    .map((directive) => {
      const more = sources[directive.split(' ')[0] ?? ''];
      return more === undefined ? directive : `${directive} ${more}`;
    })
    .join('; ');

/** Lets the script start workers of its own text. Browsers before 2022 read `child-src`, which must not open frames. */
export const ownWorkers = "worker-src blob:; child-src blob:; frame-src 'none'";
