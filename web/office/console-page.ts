import type { Language } from '../../shared/engine/language.ts';
import type { SignIn } from '../../shared/http/call.ts';
import { html } from '../resident/html.ts';

interface ConsolePage {
  readonly language: Language;
  readonly signIn: SignIn;
  readonly script: string;
  readonly style: string;
  /** Said where the script cannot run. */
  readonly needsScript: string;
  /** Said after a while where the script has not begun: a browser that is too old cannot even read it. */
  readonly tooOld: string;
  readonly title: string;
}

/** The page that loads the console. It holds no script and no style of its own, so that its policy can be strict. */
export const consolePage = ({
  language,
  signIn,
  script,
  style,
  needsScript,
  tooOld,
  title,
}: ConsolePage): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<meta name="sign-in" content="${JSON.stringify(signIn)}">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/office/${style}">
<script type="module" src="/office/${script}"></script>
</head>
<body>
<div id="console"><p class="too-old">${tooOld}</p></div>
<noscript><p>${needsScript}</p></noscript>
</body>
</html>
`.markup;

/**
 * What the console may load: its own files, photos that it got by the API, and answers of the API and of the issuer. Text
 * of a resident that became markup by a fault could neither run nor be sent anywhere else.
 */
export const consolePolicy = ({ issuer, origins }: SignIn): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    `connect-src ${["'self'", new URL(issuer).origin, ...origins].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
