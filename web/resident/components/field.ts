import { type Html, html } from '../html.ts';

/** An error of a field; its message is shown above the form and next to the field. */
export interface FieldError {
  /** The id of the element to correct, which the summary links to. */
  readonly target: string;
  readonly message: string;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: string;
  readonly value?: string | undefined;
  readonly errors: readonly FieldError[];
  readonly error: string;
}

const messageId = (id: string): string => `${id}-e`;

const describedBy = (id: string, hint: string | undefined, isBad: boolean): Html | undefined => {
  const ids = [...(hint === undefined ? [] : [`${id}-h`]), ...(isBad ? [messageId(id)] : [])];
  return ids.length === 0 ? undefined : html` aria-describedby="${ids.join(' ')}"`;
};

/** The message next to a field. It begins with the word "error", so that colour is not the only sign. */
export const fieldError = (id: string, errors: readonly FieldError[], error: string): Html | undefined => {
  const found = errors.find(({ target }) => target === id);
  return found && html`<p class="err" id="${messageId(id)}">${error}${found.message}</p>`;
};

function labelled(field: Field, input: (attributes: Html) => Html): Html {
  const { id, label, hint, optional, errors, error } = field;
  const isBad = errors.some(({ target }) => target === id);
  const attributes = html`id="${id}"${describedBy(id, hint, isBad)}${isBad && html` aria-invalid="true"`}`;
  return html`<div class="field${isBad && ' is-bad'}"><label class="label" for="${id}">${label}${
    optional !== undefined && html` <span class="opt">${optional}</span>`
  }</label>${hint !== undefined && html`<p class="hint" id="${id}-h">${hint}</p>`}${fieldError(id, errors, error)}${input(attributes)}</div>`;
}

/** A text area. It has no `maxlength`: the server reports a text that is too long, and nothing is cut off silently. */
export const textArea = (name: string, field: Field): Html =>
  labelled(
    field,
    (attributes) =>
      html`<textarea class="input" name="${name}" rows="4" dir="auto" ${attributes}>
${field.value ?? ''}</textarea>`,
  );

export const textLine = (name: string, kind: Html, field: Field): Html =>
  labelled(
    field,
    (attributes) =>
      html`<input class="input" name="${name}" ${kind} value="${field.value ?? ''}" ${attributes}>`,
  );

/** The error summary above the form; each error links to its field. `autofocus` gives it the focus without a script. */
export const errorSummary = (title: string, errors: readonly FieldError[]): Html | false =>
  errors.length > 0 &&
  html`<div class="err-box" id="errors" tabindex="-1" role="alert" autofocus><h2>${title}</h2><ul>${errors.map(
    ({ target, message }) => html`<li><a href="#${target}">${message}</a></li>`,
  )}</ul></div>`;
