import { type Rating, ratings } from '../../../shared/cases/case.ts';
import type { Wish } from '../../../shared/cases/command.ts';
import { fill } from '../../../shared/locales/fill.ts';
import { say } from '../../../shared/locales/say.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { type Html, html } from '../html.ts';
import { telephone } from './emergency.ts';
import { type FieldError, fieldError, textArea } from './field.ts';
import type { Typed } from './tile-picker.ts';

/** The actions of a resident; each is its own form and works without a script. */
export type ResidentAction = 'add-message' | 'rate' | 'reopen' | 'withdraw' | 'choose-notices' | 'join';

export interface Actions {
  readonly words: Words;
  readonly station: Station | undefined;
  readonly allowed: readonly ResidentAction[];
  /** The resident's telephone number, masked. */
  readonly phone: string | undefined;
  /** The rating given already, and until when it may be corrected, in words. */
  readonly rated: { readonly rating: Rating; readonly until: string } | undefined;
  /** The case is linked with cases of co-reporters, for whom it continues. */
  readonly isLinked: boolean;
  /** The resident withdrew the case; they may take that back for a while. */
  readonly isWithdrawn: boolean;
  /** Makes repeated submissions of this page one action. */
  readonly commandId: string;
  /** The form to show expanded: the one that was sent with errors, or the one that the resident is asked for. */
  readonly open: ResidentAction | undefined;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** The field of each form that its error messages link to. */
export const fieldOf: Readonly<Record<ResidentAction, string>> = {
  'add-message': 'message',
  rate: 'rating',
  reopen: 'not-solved',
  withdraw: 'main',
  'choose-notices': 'to',
  join: 'main',
};

export const addMessage = (actions: Actions): Html | false => {
  const { track } = actions.words;
  return foldedForm(
    actions,
    'add-message',
    track.add,
    html`${words(actions, 'add-message', track.addLabel, false)}<button class="btn btn-main">${track.addSend}</button>`,
  );
};

export const withdraw = (actions: Actions): Html | false => {
  const { words: said, isLinked } = actions;
  const { track } = said;
  return foldedForm(
    actions,
    'withdraw',
    track.solved,
    html`<p class="field">${isLinked ? track.leaveHint : track.solvedHint}</p><button class="btn btn-main">${track.solvedSend}</button>`,
  );
};

/** Offered when others reported the same; shows how many, not who. */
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

/** Says "not solved" to an answer, or takes a withdrawal back. */
export const reopen = (actions: Actions): Html | false => {
  const { track } = actions.words;
  const [title, label, send] = actions.isWithdrawn
    ? [track.takeBack, track.takeBackLabel, track.takeBackSend]
    : [track.notSolved, track.notSolvedLabel, track.notSolvedSend];
  return foldedForm(
    actions,
    'reopen',
    title,
    html`${words(actions, 'reopen', label, true)}<button class="btn btn-main">${send}</button>`,
  );
};

/**
 * The rating form, sent by one tap together with the optional text above the buttons. Only the system asks for a
 * rating, never the person who is rated. For a day it is offered again to correct a mistaken tap, without the rating that
 * stands.
 */
export const rate = (actions: Actions): Html | false => {
  const { allowed, words: said, errors, rated } = actions;
  const { track, frame } = said;
  const title = rated === undefined ? track.rate : fill(track.rateAgain, { until: rated.until });
  const offered = ratings.filter((rating) => rating !== rated?.rating);
  return (
    allowed.includes('rate') &&
    html`<section class="part" aria-labelledby="rate-h"><h2 id="rate-h">${title}</h2>${fieldError('rating', errors, frame.error)}${form(
      actions,
      'rate',
      html`<div class="rate">${offered.map(
        (rating, index) =>
          html`<button class="btn" name="rating" value="${rating}"${index === 0 && html` id="rating"`}>${track.ratings[rating]}</button>`,
      )}</div><details class="fold"${actions.open === 'rate' && html` open`}><summary>${track.rateLabel} ${frame.optional}</summary>${words(actions, 'rate', track.rateLabel, true)}</details>`,
    )}</section>`
  );
};

/** Asks the station to talk in person: one tap sends the request, without a text. */
export const talk = (actions: Actions): Html => {
  const { station, phone } = actions;
  const { track, frame } = actions.words;
  const wishButtons = html`<div class="talk">${
    phone !== undefined && wishButton('call', fill(track.talkCall, { phone }))
  }${wishButton('visit', track.talkVisit)}</div>`;
  return html`<details class="act"><summary class="btn">${track.talk}</summary><div class="inside"><p>${track.talkHint}</p>${
    actions.allowed.includes('add-message') && form(actions, 'add-message', wishButtons)
  }${
    station !== undefined &&
    html`<p><a class="call-word num" href="${telephone(station.phone)}">${frame.call} ${station.phone}</a></p>`
  }</div></details>`;
};

const wishButton = (name: Wish, text: string): Html =>
  html`<button class="btn" name="wish" value="${name}">${text}</button>`;

export const foldedForm = (
  actions: Actions,
  action: ResidentAction,
  title: string,
  inside: Html,
): Html | false =>
  actions.allowed.includes(action) &&
  html`<details class="act"${actions.open === action && html` open`}><summary class="btn">${title}</summary>${form(actions, action, inside)}</details>`;

const form = ({ commandId }: Actions, action: ResidentAction, inside: Html): Html =>
  html`<form method="post" novalidate><input type="hidden" name="action" value="${action}"><input type="hidden" name="commandId" value="${commandId}">${inside}</form>`;

function words(actions: Actions, action: ResidentAction, label: string, isOptional: boolean): Html {
  const { open, typed, errors } = actions;
  const { frame } = actions.words;
  const id = action === 'rate' ? 'rate-words' : fieldOf[action];
  return textArea('text', {
    id,
    label,
    errors,
    error: frame.error,
    ...(isOptional && { optional: frame.optional }),
    ...(open === action && { value: typed.text }),
  });
}
