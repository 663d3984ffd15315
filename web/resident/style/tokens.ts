/**
 * Colours, type, spacing, touch targets, and the parts that every page has. The palette is that of the blue-and-white
 * door plate of Chinese buildings. Sizes are relative to the reader's font size. Written for Chrome 70 and iOS 12: no
 * gap in flex boxes, no :is(), clamp(), nesting or inset.
 */
export const tokens = `
:root{
--plate:#0a4a94;--plate-deep:#073468;--plate-tint:#e5eef8;
--ink:#0e1b2e;--ink-2:#44546a;--link:#0a4a94;--button:#0a4a94;
--paper:#f2f5f8;--card:#fff;--line:#cbd5df;--edge:#66758a;--rail:#cfe0f2;
--ok:#17653a;--ok-tint:#e3f2e8;--soon:#704700;--soon-tint:#ffefc7;
--late:#b3201a;--late-tint:#fdeceb;--alarm:#b3201a;
--focus:#ffc21f;
--face:"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;
--num:"DIN Alternate","Bahnschrift","Roboto","PingFang SC","Noto Sans CJK SC",sans-serif;
--fs-s:.889rem;--fs-l:1.222rem;--fs-xl:1.556rem;
--s2:8px;--s3:12px;--s4:16px;--s5:24px;--s6:36px;
--tap:48px;--tap-main:60px;--r:8px;--r-l:14px}
html:lang(en){--face:-apple-system,Roboto,"Segoe UI","Helvetica Neue",Arial,"PingFang SC","Noto Sans SC","Noto Sans CJK SC",sans-serif;-webkit-hyphens:auto;hyphens:auto}
html{font-size:112.5%;-webkit-text-size-adjust:100%;color-scheme:light dark}
html.large{font-size:140.6%;--tap:60px;--tap-main:72px}
@media (prefers-color-scheme:dark){:root{
--plate:#2a6fc0;--plate-deep:#0a2d57;--plate-tint:#12304f;
--ink:#eef3f8;--ink-2:#afbccb;--link:#8ebcf0;--button:#eef3f8;
--paper:#0b1420;--card:#132030;--line:#2b3b4f;--edge:#7f91a8;--rail:#2b3b4f;
--ok:#7fd3a0;--ok-tint:#12301f;--soon:#ffd479;--soon-tint:#3a2b06;
--late:#ff9d95;--late-tint:#451512}}
[hidden]{display:none!important}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.6 var(--face);overflow-wrap:break-word;overflow-wrap:anywhere;-webkit-tap-highlight-color:transparent}
h1,h2,h3,p,ul,ol,dl,dd,fieldset,legend{margin:0;padding:0;border:0}
fieldset{min-width:0}
ul,ol{list-style:none}
h1{font-size:var(--fs-xl);line-height:1.3}
h2{font-size:var(--fs-l);line-height:1.35}
a{color:var(--link)}
.num{font-family:var(--num);font-variant-numeric:tabular-nums}
.hint{color:var(--ink-2);font-size:var(--fs-s);line-height:1.55}
.opt{font-weight:400;color:var(--ink-2)}
:focus{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus)}
@supports selector(:focus-visible){:focus:not(:focus-visible){outline:0;box-shadow:none}}
.skip{position:absolute;left:8px;top:-120px;background:var(--card);padding:12px 16px;z-index:9}
.skip:focus{top:8px}
.wrap{max-width:620px;margin:0 auto;padding:0 var(--s4) calc(var(--s6) + env(safe-area-inset-bottom))}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;margin:0 -6px}
.top a{display:inline-block;min-height:var(--tap);min-width:var(--tap);padding:11px 8px;color:var(--ink);text-align:center}
.top b{padding:0 6px}
.plate{display:block;border:1px solid var(--plate);background:var(--plate);color:#fff;border-radius:var(--r);padding:18px 22px;box-shadow:inset 0 0 0 5px var(--plate),inset 0 0 0 7px #fff}
.plate-row{display:flex;align-items:center;justify-content:space-between;flex-wrap:wrap}
.plate-name{font-size:var(--fs-l);font-weight:700;letter-spacing:.08em;line-height:1.3;margin-right:var(--s3)}
.plate-sub{line-height:1.4}
.plate-no{font-weight:700;line-height:1.05}
.plate-no b{font-family:var(--num);font-size:3rem}
.btn{display:inline-block;min-height:var(--tap);padding:10px 20px;border-radius:var(--r);border:2px solid var(--plate);background:var(--card);color:var(--button);font:700 1rem/1.4 var(--face);text-align:center;text-decoration:none;cursor:pointer;-webkit-appearance:none}
.btn-main{background:var(--plate);color:#fff}
.btn-big{display:block;width:100%;min-height:var(--tap-main);font-size:var(--fs-l)}
.btn-late{background:var(--alarm);border-color:var(--alarm);color:#fff}
.btn:active{background:var(--plate-deep);color:#fff}
.sos{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;background:var(--late-tint);border-left:6px solid var(--late);padding:8px 10px 8px 12px;margin:0 -16px var(--s4);line-height:1.4}
.sos p{flex:1 1 7em;font-weight:700;margin-right:8px}
.sos div{display:flex;flex-wrap:wrap;margin-left:-8px}
.sos .btn{margin:4px 0 4px 8px;padding:9px 10px;min-width:58px;font-family:var(--num)}
.field{margin-bottom:var(--s5)}
.label{display:block;font-weight:700;margin-bottom:2px}
.input{display:block;width:100%;min-height:var(--tap);margin-top:var(--s2);padding:10px 14px;font:400 1rem/1.5 var(--face);color:inherit;background:var(--card);border:2px solid var(--edge);border-radius:var(--r);-webkit-appearance:none}
textarea.input{min-height:7.2em;resize:vertical}
select.input{-webkit-appearance:menulist}
.is-bad .input{border-color:var(--late)}
.err{color:var(--late);font-weight:700;margin-top:4px}
.err-box{border:3px solid var(--late);border-radius:var(--r);background:var(--card);padding:var(--s4);margin-bottom:var(--s5)}
.err-box a{color:var(--late);font-weight:700;display:inline-block;min-height:var(--tap);min-width:var(--tap);padding:10px 0}
.fold>summary{display:inline-block;min-height:var(--tap);padding:10px 0;cursor:pointer;color:var(--link);text-decoration:underline}
.kept{background:var(--card);border:3px solid var(--plate);border-radius:var(--r-l);padding:20px;margin:var(--s4) 0 var(--s5)}
.kept h1{font-size:var(--fs-l)}
.kept p,.kept .btn{margin:var(--s3) 0 0}
.kept p.alert{margin-bottom:var(--s3)}
.kept .said:empty{display:none}
.kept-actions .btn{display:block;width:100%}
.said{white-space:pre-line}
.say{margin-top:var(--s3)}
.leave{margin-bottom:var(--s4)}
.alert{background:var(--late-tint);border-left:6px solid var(--late);padding:12px 14px;font-weight:700;margin-bottom:var(--s4)}
.call{padding:.85rem .6rem;color:var(--late)}
@media (min-width:700px){.sos{margin:0 0 var(--s4);border-radius:0 var(--r) var(--r) 0}}
@media (forced-colors:active){.plate,.alert{border:1px solid}}
`;
