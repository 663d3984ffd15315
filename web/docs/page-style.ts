import { createHash } from 'node:crypto';

/** The style sheet of the documentation page, which has no scripts, frames or external resources. */
export const pageStyle = `
:root{color-scheme:light dark;--line:#8886;--soft:#8881}
body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:3rem}h3{font-size:1.05rem;margin:0 0 .5rem}
section.route{border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
code,pre{font-family:ui-monospace,monospace;font-size:.9rem}
pre{background:var(--soft);padding:.75rem;overflow-x:auto;border-radius:.35rem;margin:.5rem 0}
nav ul{columns:2 18rem;padding-left:1.2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-top:1px solid var(--line)}
summary{cursor:pointer;padding:.4rem 0;min-height:1.6rem}
:focus-visible{outline:3px solid;outline-offset:2px}
`;

const hash = createHash('sha256').update(pageStyle).digest('base64');

/** The page's content security policy: this style sheet only, and no requests. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
