import { type TileId, tileIds } from '../../../shared/locales/page-words.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { constant, filled, type Html, html } from '../html.ts';
import { type AskedQuestion, tiles } from '../tiles.ts';
import { emergencyLinks } from './emergency.ts';

/** The name of the field for the answer to a tile's question; each tile has its own fields. */
export const questionField = (tile: string, question: string): string => `${tile}.${question}`;

/** The fields of a submitted form. */
export type Typed = Readonly<Record<string, string>>;

/** The tiles, and below them the questions of the chosen tile. `answers`: where common questions are answered already. */
export const tilePicker = (
  words: Words,
  typed: Typed,
  isSensitive: (type: string) => boolean,
  answers: string,
): Html =>
  html`<div class="tiles">${tileIds.map((id) => {
    const checked = typed.tile === id && html` checked`;
    return html`<input class="pick" type="radio" name="tile" value="${id}" id="t-${id}"${checked}><label class="tile" for="t-${id}"><svg viewBox="0 0 32 32" aria-hidden="true">${constant(tiles[id].icon)}</svg><span>${words.form.tiles[id]}</span></label>`;
  })}${tileIds.map((id) => questionsOf(id, words, typed, isSensitive))}${alreadyAnswered(words, answers)}</div>`;

const alreadyAnswered = ({ faq }: Words, answers: string): Html =>
  html`<a class="btn ask ask-ask" href="${answers}">${faq.first}</a>`;

function questionsOf(
  id: TileId,
  words: Words,
  typed: Typed,
  isSensitive: (type: string) => boolean,
): Html | undefined {
  const { type, asks = [] } = tiles[id];
  const firstCall = words.form.firstCall[id];
  const exit = isSensitive(type);
  if (firstCall === undefined && asks.length === 0 && !exit) return undefined;
  return html`<div class="ask ask-${id}">${
    firstCall !== undefined && html`<p class="alert">${filled(firstCall, emergencyLinks)}</p>`
  }${asks.map((one) => question(id, one, words, typed))}${exit && quickExit(words)}</div>`;
}

function question(id: TileId, { question: name, only }: AskedQuestion, words: Words, typed: Typed): Html {
  const asks = words.questions[tiles[id].type][name];
  const field = questionField(id, name);
  const choices = Object.entries(asks?.choices ?? {}).filter(([choice]) => only?.includes(choice) ?? true);
  return html`<fieldset><legend>${asks?.ask}</legend><div class="choices">${choices.map(
    ([choice, label]) =>
      html`<label class="choice"><input type="radio" name="${field}" value="${choice}"${typed[field] === choice && html` checked`}><span>${label}</span></label>`,
  )}</div></fieldset>`;
}

/** An inconspicuous page. */
const HARMLESS = 'https://www.baidu.com/';

/** A link that leaves the page quickly, for residents who must not be seen reading it. */
export const quickExit = ({ frame }: Words): Html =>
  html`<p class="leave"><a class="btn" href="${HARMLESS}" rel="noreferrer">${frame.leave}</a></p>`;
