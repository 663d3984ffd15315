import { ratings } from '../../../shared/cases/case.ts';
import type { Wish } from '../../../shared/cases/command.ts';
import { fill } from '../../../shared/locales/fill.ts';
import { say } from '../../../shared/locales/say.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { type Html, html } from '../html.ts';
import { telephone } from './emergency.ts';
import { type FieldError, fieldError, textArea } from './field.ts';
import type { Typed } from './tile-picker.ts';

/** What the resident may do with a case; each is a form of its own and works without a script. */
export type ResidentAction = 'add-message' | 'rate' | 'reopen' | 'withdraw' | 'join';

export interface Actions {
  readonly words: Words;
  readonly station: Station | undefined;
  readonly allowed: readonly ResidentAction[];
  /** The number we would call, masked. */
  readonly phone: string | undefined;
  /** The case is followed together with others, for whom it goes on. */
  readonly isLinked: boolean;
  /** Makes what is sent from this page one action, however often it is sent. */
  readonly commandId: string;
  /** The form to show opened: the one that was sent and came back, or the one that is waited for. */
  readonly open: ResidentAction | undefined;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** The field of each form that a message about it leads to. */
export const fieldOf: Readonly<Record<ResidentAction, string>> = {
  'add-message': 'message',
  rate: 'rating',
  reopen: 'not-solved',
  withdraw: 'main',
  join: 'main',
};

export const addMessage = (actions: Actions): Html | false => {
  const { track } = actions.words;
  return folded(
    actions,
    'add-message',
    track.add,
    html`${words(actions, 'add-message', track.addLabel, false)}<button class="btn btn-main">${track.addSend}</button>`,
  );
};

export const withdraw = (actions: Actions): Html | false => {
  const { words: said, isLinked } = actions;
  const { track } = said;
  return folded(
    actions,
    'withdraw',
    track.solved,
    html`<p class="field">${isLinked ? track.leaveHint : track.solvedHint}</p><button class="btn btn-main">${track.solvedSend}</button>`,
  );
};

/** Offered where co-reporters reported the same: how many, never who. */
export const join = (actions: Actions, sameReports: number | undefined): Html | false => {
  const { allowed, words: said } = actions;
  const { track, language } = said;
  return (
    sameReports !== undefined &&
    allowed.includes('join') &&
    html`<section class="part" aria-labelledby="same-h"><h2 id="same-h">${say(language, track.findSameReports, { count: sameReports })}</h2><p>${track.sameReportsHint}</p>${form(
      actions,
      'join',
      html`<button class="btn btn-main">${track.join}</button>`,
    )}</section>`
  );
};

export const reopen = (actions: Actions): Html | false => {
  const { track } = actions.words;
  return folded(
    actions,
    'reopen',
    track.notSolved,
    html`${words(actions, 'reopen', track.notSolvedLabel, true)}<button class="btn btn-main">${track.notSolvedSend}</button>`,
  );
};

/** Asked by the system, never by whoever is rated. One tap sends it, with the words above it if there are any. */
export const rate = (actions: Actions): Html | false => {
  const { allowed, words: said, errors } = actions;
  const { track, frame } = said;
  return (
    allowed.includes('rate') &&
    html`<section class="part" aria-labelledby="rate-h"><h2 id="rate-h">${track.rate}</h2>${fieldError('rating', errors, frame.error)}${form(
      actions,
      'rate',
      html`<div class="rate">${ratings.map(
        (rating, index) =>
          html`<button class="btn" name="rating" value="${rating}"${index === 0 && html` id="rating"`}>${track.ratings[rating]}</button>`,
      )}</div><details class="fold"${actions.open === 'rate' && html` open`}><summary>${track.rateLabel} ${frame.optional}</summary>${words(actions, 'rate', track.rateLabel, true)}</details>`,
    )}</section>`
  );
};

/** What cannot be written down can be said: one tap tells the room so, and not a word of what about. */
export const talk = (actions: Actions): Html => {
  const { station, phone } = actions;
  const { track, frame } = actions.words;
  const wishes = html`<div class="talk">${
    phone !== undefined && wish('call', fill(track.talkCall, { phone }))
  }${wish('visit', track.talkVisit)}</div>`;
  return html`<details class="act"><summary class="btn">${track.talk}</summary><div class="inside"><p>${track.talkHint}</p>${
    actions.allowed.includes('add-message') && form(actions, 'add-message', wishes)
  }${
    station !== undefined &&
    html`<p><a class="call-word num" href="${telephone(station.phone)}">${frame.call} ${station.phone}</a></p>`
  }</div></details>`;
};

const wish = (name: Wish, text: string): Html =>
  html`<button class="btn" name="wish" value="${name}">${text}</button>`;

const folded = (actions: Actions, action: ResidentAction, title: string, inside: Html): Html | false =>
  actions.allowed.includes(action) &&
  html`<details class="act"${actions.open === action && html` open`}><summary class="btn">${title}</summary>${form(actions, action, inside)}</details>`;

const form = ({ commandId }: Actions, action: ResidentAction, inside: Html): Html =>
  html`<form method="post" novalidate><input type="hidden" name="action" value="${action}"><input type="hidden" name="commandId" value="${commandId}">${inside}</form>`;

function words(actions: Actions, action: ResidentAction, label: string, isOptional: boolean): Html {
  const { open, typed, errors } = actions;
  const { frame } = actions.words;
  const id = action === 'rate' ? 'rate-words' : fieldOf[action];
  return textArea('text', {
    ...{ id, label, errors, error: frame.error },
    ...(isOptional && { optional: frame.optional }),
    ...(open === action && { value: typed.text }),
  });
}
