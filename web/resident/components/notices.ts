import { noticeWays } from '../../../shared/cases/notices/notice-choice.ts';
import type { Track } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { type Html, html } from '../html.ts';
import { type Actions, foldedForm } from './actions.ts';
import { type FieldError, textLine } from './field.ts';
import type { Typed } from './tile-picker.ts';

/** Asks on the form how the resident wants to be told. Nothing is chosen for them; the hint says what that means. */
export function noticeChoice(
  { form: { notices }, frame }: Words,
  typed: Typed,
  errors: readonly FieldError[],
): Html {
  return html`<fieldset class="q" aria-describedby="notices-h"><legend>${notices.title}</legend><p class="hint" id="notices-h">${notices.hint}</p><div class="choices">${noticeWays.map(
    (way, index) =>
      html`<label class="choice"><input type="radio" name="notices" value="${way}"${index === 0 && html` id="notices"`}${typed.notices === way && html` checked`}><span>${notices.ways[way]}</span></label>`,
  )}</div>${textLine('mail', html`type="email" autocomplete="email"`, {
    id: 'mail',
    label: notices.mail,
    hint: notices.mailHint,
    optional: frame.optional,
    value: typed.mail,
    errors,
    error: frame.error,
  })}</fieldset>`;
}

/** How the resident is told at present, and the form that changes or stops it by one tap. */
export function chooseNotices(actions: Actions, { by, to = '' }: Track['notices']): Html | false {
  const { words, open, typed, errors } = actions;
  const { notices } = words.track;
  return foldedForm(
    actions,
    'choose-notices',
    notices.title,
    html`<p>${fill(notices.now[by], { to })}</p><p class="hint">${notices.hint}</p>${textLine(
      'to',
      html`autocomplete="off"`,
      {
        id: 'to',
        label: notices.to,
        hint: notices.toHint,
        optional: words.frame.optional,
        value: open === 'choose-notices' ? typed.to : undefined,
        errors,
        error: words.frame.error,
      },
    )}<div class="rate">${noticeWays.map(
      (way) => html`<button class="btn" name="by" value="${way}">${notices.ways[way]}</button>`,
    )}</div>`,
  );
}
