import { shots } from './shots.ts';

/** Styles of the tracking page. */
export const trackStyle = `
.number .plate-no b{font-size:2.6rem;letter-spacing:.04em}
.news{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}
.save{margin:10px 2px 0}
.keep{margin:0 2px var(--s4)}
.keep .btn,.talk .btn{margin:8px 8px 0 0}
.clock{background:var(--card);border-radius:var(--r-l);padding:22px 20px;border:1px solid var(--line);margin-bottom:var(--s5)}
.clock h1,.done h1{font-size:var(--fs-l)}
.by{font-size:var(--fs-l);font-weight:700;line-height:1.15;margin:6px 0 2px}
.by b{font-family:var(--num);font-size:calc(1.6rem + 10vw);letter-spacing:-.01em;margin:0 6px 0 0}
@media (min-width:620px){.by b{font-size:4rem}}
.clock.is-late{border:3px solid var(--late)}.is-late .by{color:var(--late)}
.rail{display:block;width:100%;height:28px;margin:16px 0 2px}
.rail-all{fill:var(--rail)}.rail-gone{fill:var(--plate)}.rail-now{fill:var(--ink)}
.slip{background:var(--late-tint);border-left:6px solid var(--late);padding:8px 12px;margin-top:var(--s3)}
.is-late .rail-gone{fill:var(--late)}
.ends{display:flex;flex-wrap:wrap;justify-content:space-between;color:var(--ink-2);font-size:var(--fs-s)}
.who{display:flex;flex-wrap:wrap;align-items:center;border-top:1px solid var(--line);margin-top:18px;padding-top:16px}
.who p{flex:1 1 8em;line-height:1.45}
.done{background:var(--plate-tint);border-left:6px solid var(--plate);padding:18px;margin-bottom:var(--s5)}
.done.is-good{background:var(--ok-tint);border-color:var(--ok)}
.done p{margin-top:var(--s2)}
.part{margin-bottom:var(--s6)}
#actions>.part:last-child{margin-bottom:0}
#photos .part{margin:var(--s6) 0 var(--s5)}
#add-photo{margin-bottom:var(--s6)}
#standing>.hint{margin-bottom:var(--s4)}
.part>p+form,.inside .hint+.btn{margin-top:var(--s3)}
.steps{margin-top:var(--s4)}
.steps li{position:relative;padding:0 0 20px 38px}
.steps li:before{content:"";z-index:1;position:absolute;left:4px;top:7px;width:16px;height:16px;border-radius:50%;background:var(--plate);box-shadow:0 0 0 4px var(--paper)}
.steps li:after{content:"";position:absolute;left:11px;top:24px;bottom:-6px;width:2px;background:var(--line)}
.steps li:last-child:after{display:none}
.steps .next:before{background:var(--paper);border:3px solid var(--edge)}
.steps time{display:block;color:var(--ink-2);font-size:var(--fs-s)}
.act{margin-bottom:10px}
.act>summary{display:block;list-style:none}
.act>summary::-webkit-details-marker{display:none}
.act>summary:after{content:"\\a0＋"}.act[open]>summary:after{content:"\\a0−"}
.act form,.act>.inside{padding:14px 2px 10px}
.rate{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));grid-gap:10px;margin:var(--s3) 0 0}
.rate .btn{min-height:var(--tap-main);padding:8px 4px}
.sum{margin-top:var(--s3)}
.sum div{display:flex;flex-wrap:wrap;padding:10px 0;border-top:1px solid var(--line)}
.sum dt{flex:0 0 5em;color:var(--ink-2);margin-right:8px}
html:lang(en) .sum dt{flex:0 1 8em}
.who b,.steps b{display:inline-block}
.sum dt:first-letter,.sum dd:first-letter,.who b:first-letter,.done h1:first-letter,.by+p:first-letter,.ends span:first-letter,.steps b:first-letter,.steps time:first-letter,.steps .num:first-letter{text-transform:uppercase}
.sum dd{flex:1 1 7em;min-width:0}
${shots}
.act .plain{padding:var(--s3) 0 0}.shots-on .plain{display:none}
.tag{display:inline-block;border-radius:4px;padding:1px 8px;font-weight:700;font-size:var(--fs-s);line-height:1.6}
.tag-ok{background:var(--ok-tint);color:var(--ok)}.tag-late{background:var(--late-tint);color:var(--late)}
.tag-soon{background:var(--soon-tint);color:var(--soon)}.tag-idle{background:var(--plate-tint);color:var(--ink)}
.call-word{display:inline-block;min-height:var(--tap);padding:10px 4px}
@media (forced-colors:active){.tag{border:1px solid}.rail-gone,.rail-now{fill:CanvasText}.steps li:before{border:3px solid}}
`;
