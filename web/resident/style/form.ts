import { tileIds } from '../../../shared/locales/page-words.ts';
import { shots } from './shots.ts';

/**
 * CSS alone shows the questions of the chosen tile. For that, radio buttons, tiles and questions are siblings, and each
 * button covers its tile, so the touch target is as large as the tile.
 */
const cells = tileIds
  .map((id, index) => `#t-${id},[for=t-${id}]{grid-area:${Math.floor(index / 2) + 1}/${(index % 2) + 1}}`)
  .join('');
const reveals = tileIds.map((id) => `#t-${id}:checked~.ask-${id}`).join();

export const formStyle = `
.honeypot{display:none}
.swap{margin:2px 0 var(--s5)}
.plate+h1,.say+p{margin-top:var(--s5)}
.form h1{margin-bottom:var(--s5)}
.q{margin-bottom:var(--s6)}
.q>legend{font-size:var(--fs-l);font-weight:700;line-height:1.35;margin-bottom:var(--s3)}
.tiles{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));grid-gap:10px}
.pick{width:100%;height:100%;margin:0;opacity:0;z-index:1;cursor:pointer}
.tile{position:relative;display:flex;align-items:center;min-height:76px;padding:10px 12px;background:var(--card);border:2px solid var(--edge);border-radius:var(--r);font-weight:700;line-height:1.3}
.tile span{min-width:0;flex:1}
.tile svg{flex:none;width:32px;height:32px;margin-right:10px;fill:none;stroke:var(--plate);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
@media (prefers-color-scheme:dark){.tile svg{stroke:var(--link)}}
.pick:checked+.tile,.choice input:checked+span{background:var(--plate);border-color:var(--plate);color:#fff}
.pick:checked+.tile svg{stroke:#fff}
.pick:checked+.tile:after,.choice input:checked+span:after{content:"✓";padding-left:6px}
.pick:checked+.tile:after{position:absolute;top:2px;right:8px}
.pick:focus+.tile,.choice input:focus+span{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus)}
.large .tile{flex-direction:column;align-items:flex-start}
.large .tile svg{margin:0 0 6px}
.ask{display:none;grid-column:1/-1;padding-top:6px}
.ask fieldset{margin-bottom:var(--s3)}
.ask legend{font-weight:700;margin-bottom:6px}
.choices{display:flex;flex-wrap:wrap;margin:0 -4px}
.choice{position:relative;margin:0 4px 8px;max-width:100%}
.choice input{position:absolute;left:0;top:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.choice span{display:block;min-height:var(--tap);min-width:var(--tap);padding:9px 14px;text-align:center;background:var(--card);border:2px solid var(--edge);border-radius:var(--r)}
.q .field:last-child{margin-bottom:0}
.after{background:var(--plate-tint);border-radius:var(--r);padding:14px 16px;margin-bottom:var(--s4)}
@media (max-width:18em){.tile{flex-direction:column;align-items:flex-start}.tile svg{margin:0 0 6px}}
@media (forced-colors:active){.tile svg{stroke:currentColor}.pick:checked+.tile,.choice input:checked+span{border:4px solid Highlight}}
${shots}
.later{margin-top:var(--s3)}.shots-on .later{display:none}
${cells}${reveals}{display:block}
`;
