import { createHash } from 'node:crypto';
import type { Language } from '../../../shared/engine/language.ts';
import type { Staff, StaffMember } from './staff.ts';
import { words } from './words.ts';

/** One page of the issuer, without script or external resources, usable by keyboard and screen reader. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const STYLE = `
  :root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, "Noto Sans CJK SC", sans-serif }
  main { max-width: 30rem; margin: 0 auto; padding: 1.5rem 1rem }
  h1 { font-size: 1.5rem }
  ul { list-style: none; margin: 0; padding: 0 }
  li { margin: 0 0 .5rem }
  button { font: inherit; width: 100%; min-height: 3rem; padding: .5rem 1rem; text-align: start; cursor: pointer }
  :focus-visible { outline: 3px solid #1d70b8; outline-offset: 2px }
  .notice { border-inline-start: .4rem solid #b45309; padding-inline-start: 1rem }
  .error { border-inline-start: .4rem solid #b91c1c; padding-inline-start: 1rem }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const asText = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** Pages in the reader's language. `origin` is the console's; forms may redirect to it. */
export function pages(language: Language, origin: string) {
  const texts = words[language];
  const page = (title: string, body: string): Page => ({
    html: `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${asText(title)}</h1>
<p class="notice">${asText(texts.localOnly)}</p>
${body}
</main>
</body>
</html>
`,
    headers: headersFor(language, origin),
  });
  const choice = (member: StaffMember): string => `<li><button name="person" value="${asText(member.id)}">
<strong>${asText(member.displayName)}</strong> · ${texts.role[member.role]} · ${texts.station} ${asText(member.station)}
</button></li>`;
  const toConsole = `<p><a href="${asText(origin)}/office">${texts.toConsole}</a></p>`;

  return {
    signIn: (staff: Staff, wrongChoice = false) =>
      page(
        texts.signIn,
        `${wrongChoice ? `<p class="error" role="alert">${texts.unknownPerson}</p>` : ''}
<form method="post">
<h2 id="choose">${texts.choose}</h2>
<ul aria-labelledby="choose">
${staff.map(choice).join('\n')}
</ul>
</form>`,
      ),
    /** `form` is the provider's form, which holds only its CSRF token; the buttons refer to it by id. */
    signOut: (form: string) =>
      page(
        texts.signOutQuestion,
        `${form}
<ul>
<li><button form="op.logoutForm" name="logout" value="yes">${texts.signOut}</button></li>
<li><button form="op.logoutForm">${texts.stay}</button></li>
</ul>`,
      ),
    signedOut: () => page(texts.signedOut, toConsole),
    expired: () => page(texts.failed, `<p class="error" role="alert">${texts.expired}</p>${toConsole}`),
    failed: (code: string, sentence: string) =>
      page(
        texts.failed,
        `<p class="error" role="alert">${asText(sentence)} <code>${asText(code)}</code></p>${toConsole}`,
      ),
  };
}

const headersFor = (language: Language, origin: string): Page['headers'] => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Language': language,
  // Browsers apply `form-action` to redirects after a form too, so it includes the console's origin.
  'Content-Security-Policy':
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self' ${origin}; ` +
    "base-uri 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});
