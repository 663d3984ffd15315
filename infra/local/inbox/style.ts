/** Telephones side by side, in the colours of the residents' pages. Their screens are the same in the dark. */
export const inboxStyle = `
:root{color-scheme:light;--plate:#0a4a94;--ink:#0e1b2e;--ink-2:#44546a;--paper:#f2f5f8;--card:#fff;--line:#cbd5df;--edge:#66758a;--ok:#17653a;--late:#b3201a;--soon:#704700;--soon-tint:#ffefc7;--case:#16222f;--link:#0a4a94;--num:"DIN Alternate","Bahnschrift","Roboto","PingFang SC","Noto Sans CJK SC",sans-serif}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--plate:#2a6fc0;--ink:#eef3f8;--ink-2:#afbccb;--paper:#0b1420;--card:#132030;--line:#2b3b4f;--edge:#7f91a8;--ok:#7fd3a0;--late:#ff9d95;--soon:#ffd479;--soon-tint:#3a2b06;--case:#3a4a5d;--link:#8ebcf0}}
*{box-sizing:border-box}
html{font-size:106.25%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.6 "PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul,dl,dd{margin:0;padding:0}
ol,ul{list-style:none}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px #ffc21f}
svg.ic{width:22px;height:22px;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.local{background:#0e1b2e;color:#fff;padding:6px 24px;font-size:.889rem}
.local b{margin-right:10px}
.wrap{max-width:1240px;margin:0 auto;padding:0 16px 36px}
.bar{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;padding:10px 0 4px}
h1{font-size:1.556rem;line-height:1.3}
.f{display:flex;flex-wrap:wrap;align-items:center;min-width:0;max-width:100%}
.f label{display:flex;column-gap:8px;flex-wrap:wrap;align-items:center;color:var(--ink-2);margin:4px 14px 4px 0;min-width:0;max-width:100%}
.input{min-height:48px;min-width:0;max-width:100%;padding:8px 38px 8px 12px;font-size:1rem;line-height:1.5;font-family:inherit;color:var(--ink);background:var(--card);border:2px solid var(--edge);border-radius:8px;-webkit-appearance:none;appearance:none;background-image:linear-gradient(45deg,transparent 50%,var(--ink-2) 50%),linear-gradient(-45deg,transparent 50%,var(--ink-2) 50%);background-size:7px 7px;background-position:right 20px center,right 13px center;background-repeat:no-repeat;text-overflow:ellipsis}
.btn{min-height:48px;padding:8px 20px;margin:4px 0;border-radius:8px;border:2px solid var(--plate);background:var(--card);color:var(--ink);font-weight:700;font-size:1rem;line-height:1.4;font-family:inherit}
.state{display:flex;flex-wrap:wrap;margin:8px 0 10px}
.state a{display:inline-flex;align-items:center;min-height:48px;padding:0 16px;margin:0 8px 8px 0;border:2px solid var(--line);border-radius:24px;background:var(--card);text-decoration:none;color:var(--ink)}
.state a[aria-current]{border-color:var(--plate);background:var(--plate);color:#fff}
.state b{font-family:var(--num);margin-left:8px}
.state a.badl:not([aria-current]){color:var(--late)}
.night{display:flex;align-items:flex-start;background:var(--soon-tint);color:var(--soon);border-radius:8px;padding:10px 14px;margin:0 0 18px}
.night .ic{margin:2px 10px 0 0}
.hint{color:var(--ink-2);font-size:.889rem;line-height:1.55}
.phones{display:grid;grid-template-columns:minmax(0,1fr);grid-column-gap:28px;margin:8px 0 0}
.col{margin-bottom:28px}
.col h2{display:flex;align-items:center;font-size:1.05rem;line-height:1.35;margin-bottom:2px}
.col h2 .ic{margin-right:8px}
.col>.hint{margin-bottom:12px}
.ph{border:9px solid var(--case);border-radius:38px;background:#e9edf1;color:#0e1b2e;height:41.5rem;display:flex;flex-direction:column;overflow:hidden;box-shadow:0 10px 26px rgba(14,27,46,.16)}
.ph a{color:#0a4a94}
.st{display:flex;flex-wrap:wrap;justify-content:space-between;padding:8px 24px 4px;font:700 .85rem/1.4 var(--num)}
.ab{display:flex;align-items:center;justify-content:center;position:relative;min-height:44px;font-weight:700;border-bottom:1px solid #cbd5df;background:#f6f8fa;text-align:center;line-height:1.3;padding:4px 40px}
.ab .ic{position:absolute;left:14px}
.scr{flex:1;min-height:0;overflow-y:auto;display:flex;flex-direction:column-reverse}
.ph .scr:focus-visible{outline-color:#0e1b2e;outline-offset:-4px;box-shadow:none}
.scr ol{margin-bottom:auto;padding:14px 14px 0}
.tm{text-align:center;color:#44546a;font-size:.82rem;line-height:1.4;margin-bottom:8px}
.msg{display:flex;align-items:flex-start;margin-bottom:16px}
.av{flex:none;width:38px;height:38px;border-radius:8px;background:#0a4a94;color:#fff;display:flex;align-items:center;justify-content:center;font-weight:700;margin-right:9px;box-shadow:inset 0 0 0 2px #0a4a94,inset 0 0 0 3px #fff}
.bd{flex:1;min-width:0}
.nm{font-size:.82rem;color:#44546a;line-height:1.3;margin-bottom:3px}
.bb{background:#fff;border-radius:4px 12px 12px 12px;padding:11px 13px;line-height:1.55}
.bb .t{font-weight:700;display:block}
.bb .x{white-space:pre-line}
.bb .at{color:#0a4a94;font-weight:700}
.bb .tap,.mail .tap{display:inline-block;min-height:24px}
.sms .bb{border-radius:18px 18px 18px 4px;font-size:.94rem;line-height:1.45}
.not{border:2px dashed #66758a;background:transparent;box-shadow:none;border-radius:12px;padding:9px 12px;margin-bottom:16px;line-height:1.45;color:#44546a}
.not b{display:block;color:#0e1b2e}
.not .why{display:block;font-weight:700;color:#704700}
.not.dead .why{color:#b3201a}
.mail{background:#fff;padding:16px 18px;margin:0 0 10px;border-bottom:1px solid #cbd5df}
.mb .scr{background:#fff;flex-direction:column}.mb .scr ol{padding:0}.mb .not{margin:14px}
.mail h3{font-size:1.15rem;line-height:1.4;margin-bottom:10px}
.mail .fr{display:flex;align-items:center;margin-bottom:14px;padding-bottom:12px;border-bottom:1px solid #cbd5df;line-height:1.35}
.mail .fr small{color:#44546a;font-size:.85rem;display:block}
.mail .x{white-space:pre-line}
.quiet{color:#44546a;text-align:center;padding:30px 14px}
.lk{padding:6px 14px 14px}
.mb .lk{background:#fff}
.lk .tm{margin-bottom:6px}
.lock{background:#33465d;color:#fff;border-radius:14px;padding:9px 12px;font-size:.85rem;line-height:1.45}
.lock b{display:block}
.meta2{align-self:start;margin-top:14px;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:4px 14px}
.meta2 div{display:flex;flex-wrap:wrap;padding:8px 0;border-top:1px solid var(--line);font-size:.889rem;line-height:1.45}
.meta2 div:first-child{border-top:0}
.meta2 dt{flex:0 0 5em;color:var(--ink-2)}
.meta2 dd{flex:1 1 9em;min-width:0}
.good{color:var(--ok);font-weight:700}.bad{color:var(--late);font-weight:700}.soon{color:var(--soon);font-weight:700}
.num{font-family:var(--num)}
details{margin-top:8px;font-size:.889rem;line-height:1.45}
summary{display:flex;align-items:center;min-height:48px;color:var(--ink-2);cursor:pointer}
summary:before{content:"";border:6px solid transparent;border-left:9px solid currentColor;margin-right:5px}details[open] summary:before{border-left-color:transparent;border-top:9px solid currentColor;margin:6px 8px 0 -3px}
details li{padding:8px 0;border-top:1px solid var(--line)}
details .hint{font-size:1em}
.meta2 a,details a{display:inline-flex;align-items:center;min-height:24px}
@media (min-width:760px){.phones{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (min-width:1000px){html{font-size:100%}.phones{grid-template-columns:repeat(3,minmax(0,1fr))}.wrap{padding:0 24px 36px}.f label{margin:4px 0 4px 14px}.btn{margin-left:14px}}
@supports (grid-template-rows:subgrid){.col{display:grid;grid-row:span 5;grid-template-rows:subgrid;align-content:start}.col>*{min-width:0}}
@media (forced-colors:active){.bb,.lock,.av{border:1px solid}}
`;
