/**
 * Styles of the helper's page, which is always in the large size. CSS alone shows what belongs to the chosen answer: for
 * that, radio buttons, answers and their panels are siblings, and each button covers its answer: the whole of it is touched.
 */
export const helperStyle = `
.lead{margin:20px 0 14px;font-size:calc(1.1rem + 2vw);line-height:1.35;white-space:pre-line}
@media (min-width:620px){.lead{font-size:1.7rem}}
.shot{position:relative;margin:0 -16px;background:#10202f}
.shot img{display:block;width:100%;min-height:8rem;height:auto;color:#fff}
.shot a{display:flex;align-items:center;justify-content:center;min-height:var(--tap-main);padding:8px 16px;color:#fff;font-weight:700}
.keep{margin:10px 0 24px}
.row>legend{font-size:var(--fs-l);font-weight:700;line-height:1.35;margin-bottom:10px}
.answers{display:grid;grid-template-columns:minmax(0,1fr)}
.choice{width:100%;height:calc(100% - 12px);margin:0;opacity:0;z-index:1;cursor:pointer}
#a-saw,.l-saw{grid-area:1/1}.m-saw{grid-area:2/1}#a-done,.l-done{grid-area:3/1}.m-done{grid-area:4/1}#a-not-me,.l-not-me{grid-area:5/1}.m-not-me{grid-area:6/1}
.lbl{display:flex;align-items:center;min-height:84px;padding:12px 16px;margin-bottom:12px;background:var(--card);border:3px solid var(--edge);border-radius:var(--r-l);line-height:1.3;cursor:pointer}
.lbl svg{flex:none;width:40px;height:40px;margin-right:16px;fill:none;stroke:currentColor;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.lbl span{flex:1;min-width:0}
.lbl b{display:block;font-size:var(--fs-l)}
.lbl small{font-size:1rem;color:var(--ink-2)}
.more{display:none;border-left:6px solid var(--plate);padding:4px 0 4px 14px;margin:4px 0 20px}
.add{display:grid;grid-template-columns:minmax(0,1fr);margin-top:14px}
.pick,.pic{grid-area:1/1}
.pick{width:100%;height:100%;margin:0;opacity:0;z-index:1;cursor:pointer}
.pic{display:flex;align-items:center;min-height:84px;padding:10px 14px;border:2px dashed var(--edge);border-radius:var(--r);background:var(--card);line-height:1.35;cursor:pointer}
.pic svg{flex:none;width:36px;height:36px;margin-right:12px;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.pic span{flex:1;min-width:0}
.pic b,.pic small{display:block;font-size:1rem}
.pic small{color:var(--ink-2)}
.pic .tick,.pick:checked+.pic .cam{display:none}
.pick:checked+.pic .tick{display:inline}
.pick:checked+.pic{background:var(--plate);border:2px solid var(--plate);color:#fff}
.pick:checked+.pic small{color:#fff}
.pick:focus+.pic{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus)}
.sent{font-weight:700;margin-bottom:var(--s4)}
.upload form .btn{display:block;width:100%;min-height:var(--tap-main);margin-top:16px;font-size:var(--fs-l)}
.upload a.btn{padding:18px 20px}
.upload input[type=file]{min-height:var(--tap-main);padding:16px 14px}
#a-saw:checked~.m-saw,#a-done:checked~.m-done,#a-not-me:checked~.m-not-me{display:block}
#a-saw:checked~.l-saw,#a-done:checked~.l-done,#a-not-me:checked~.l-not-me{background:var(--plate);border-color:var(--plate);color:#fff}
#a-saw:checked~.l-saw small,#a-done:checked~.l-done small,#a-not-me:checked~.l-not-me small{color:#fff}
#a-saw:focus~.l-saw,#a-done:focus~.l-done,#a-not-me:focus~.l-not-me{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus)}
.btn-big{margin-top:16px}
.hint,.call-word{font-size:1rem}
.life{background:var(--card);border:1px solid var(--line);border-radius:var(--r-l);padding:18px;margin-top:26px}
.life div{padding:12px 0;border-top:1px solid var(--line)}
.life div:first-child{border-top:0;padding-top:0}
.life dt{color:var(--ink-2);line-height:1.4}
.life dd b{font-size:var(--fs-l)}
.life .btn{display:block;margin-top:10px}
.box{border:3px solid var(--edge);border-radius:var(--r-l);background:var(--card);padding:20px;margin:20px 0}
.box p{margin-top:10px}
.box .btn{display:block;margin-top:16px}
.is-good{border-color:var(--ok)}
.fold>summary{min-height:var(--tap-main);padding:16px 0}
@media (forced-colors:active){#a-saw:checked~.l-saw,#a-done:checked~.l-done,#a-not-me:checked~.l-not-me{border:6px solid Highlight}.pick:checked+.pic{border:6px solid Highlight}}
`;
