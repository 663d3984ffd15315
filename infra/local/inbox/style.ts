/** Telephones side by side, in the colours of the residents' pages. */
export const inboxStyle = `
:root{color-scheme:light dark;--paper:#f2f5f8;--card:#fff;--ink:#0e1b2e;--ink-2:#44546a;--plate:#0a4a94;--link:#0a4a94;--line:#cbd5df;--screen:#e9edf1;--case:#16222f}
@media (prefers-color-scheme:dark){:root{--paper:#0b1420;--card:#132030;--ink:#eef3f8;--ink-2:#afbccb;--plate:#2a6fc0;--link:#8ebcf0;--line:#2b3b4f;--screen:#0e1926;--case:#3a4a5d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.6 "PingFang SC","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ol{margin:0;padding:0}
h1{font-size:1.5rem;line-height:1.3}
h2{font-size:1.05rem;line-height:1.3}
h3{font-size:1rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px #ffc21f}
.local{background:#0e1b2e;color:#fff;padding:8px 24px}
main{padding:16px 24px 36px;max-width:1280px;margin:0 auto}
.tap{display:inline-block;min-height:48px;padding:11px 0}
.hint{color:var(--ink-2);font-size:.889rem}
.phones{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr));gap:28px;align-items:start;margin:16px 0}
.phone{border:9px solid var(--case);border-radius:38px;background:var(--screen);overflow:hidden;display:flex;flex-direction:column;max-height:680px}
.phone header{background:var(--card);border-bottom:1px solid var(--line);padding:14px 20px;text-align:center}
.phone ol{list-style:none;overflow-y:auto;padding:14px;flex:1}
.phone li{margin-bottom:14px}
.phone time{display:block;text-align:center;color:var(--ink-2);font-size:.82rem;margin-bottom:6px}
.bubble{background:var(--card);border-radius:4px 14px 14px 14px;padding:11px 13px}
.bubble p{white-space:pre-line}
.bubble>.tap{border-top:1px solid var(--line);display:block;margin-top:9px;padding-bottom:0}
@media (forced-colors:active){.bubble{border:1px solid}}
`;
