import { type HelperAnswer, helperAnswers } from '../../../shared/cases/helper-roles.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { constant, type Html, html } from '../html.ts';
import { type FieldError, fieldError, textArea } from './field.ts';
import { photoChoice } from './helper-photos.ts';

export interface HelperForm {
  readonly words: Words;
  /** How many answers the page shows, so that one that was given meanwhile is not overwritten unseen. */
  readonly seen: number;
  readonly commandId: string;
  /** What was typed before, if the form is shown again. */
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

const signs: Readonly<Record<HelperAnswer, string>> = {
  saw: '<circle cx="20" cy="20" r="6"/><path d="M3 20c8-15 26-15 34 0c-8 15-26 15-34 0"/>',
  done: '<path d="M6 21l10 10L34 10"/>',
  'not-me': '<circle cx="17" cy="13" r="7"/><path d="M4 34c1-13 25-13 26 0M28 8l8 8M36 8l-8 8"/>',
};

/** Three answers in big buttons; only "I saw this" asks for words, and "not me" takes no photo. It works without a script. */
export const helperAnswerForm = ({ words, seen, commandId, typed, errors }: HelperForm): Html =>
  html`<form method="post" novalidate><input type="hidden" name="seen" value="${seen}"><input type="hidden" name="commandId" value="${commandId}"><fieldset class="row"><legend>${words.helper.choose}</legend>${fieldError('a-saw', errors, words.frame.error)}<div class="answers">${helperAnswers.map(
    (answer) =>
      html`<input class="choice" type="radio" name="answer" id="a-${answer}" value="${answer}"${typed.answer === answer && html` checked`}>`,
  )}${helperAnswers.map(
    (answer) =>
      html`<label class="lbl l-${answer}" for="a-${answer}"><svg viewBox="0 0 40 40" aria-hidden="true">${constant(signs[answer])}</svg><span><b>${words.helper.answers[answer].title}</b><small>${words.helper.answers[answer].hint}</small></span></label><div class="more m-${answer}">${panel(answer, words, typed, errors)}</div>`,
  )}</div></fieldset><button class="btn btn-main btn-big">${words.helper.send}</button></form>`;

function panel(
  answer: HelperAnswer,
  words: Words,
  typed: HelperForm['typed'],
  errors: readonly FieldError[],
): Html {
  const { helper, frame } = words;
  if (answer === 'not-me') return html`<p>${helper.notMeHint}</p>`;
  const name = photoField(answer);
  const choice = photoChoice(name, words, typed[name] !== undefined);
  if (answer === 'done') return html`<p>${helper.doneHint}</p>${choice}`;
  const field = { id: 'text', label: helper.words, hint: helper.wordsHint, value: typed.text };
  return html`${textArea('text', { ...field, errors, error: frame.error })}${choice}`;
}

/** The field of an answer's form by which a photo is to follow it. */
export const photoField = (answer: HelperAnswer): string => `photo-${answer}`;
