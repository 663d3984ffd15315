import { type Html, html } from '../html.ts';

interface PlateParts {
  readonly before: string;
  readonly number: string;
  readonly after: string;
  readonly rest: string;
}

/** Splits a place's name at its first number, which the plate shows large: `8 号楼 2 单元`, `Building 8, entrance 2`. */
export function plateParts(place: string): PlateParts | undefined {
  const [, before = '', number, after = '', rest = ''] =
    /^(\D*?)\s*(\d{1,4})\s*([^\s\d,，]*)[\s,，]*(.*)$/.exec(place) ?? [];
  return number === undefined ? undefined : { before, number, after, rest };
}

/** The door plate of a place; without a number it shows the name alone. */
export function placePlate(compound: string | undefined, place: string): Html {
  const parts = plateParts(place);
  if (parts === undefined) {
    return html`<div class="plate"><div class="plate-row"><div>${
      compound !== undefined && html`<div class="plate-sub">${compound}</div>`
    }<div class="plate-name">${place}</div></div></div></div>`;
  }
  const { before, number, after, rest } = parts;
  return html`<div class="plate"><div class="plate-row"><div>${
    compound !== undefined && html`<div class="plate-name">${compound}</div>`
  }<div class="plate-sub">${rest}</div></div> <div class="plate-no">${before} <b>${number}</b> ${after}</div></div></div>`;
}

/** A reference of seven digits in the grouping in which it is dictated: `4827 193`. */
export const grouped = (reference: string): string => `${reference.slice(0, 4)} ${reference.slice(4)}`;

/** The door plate with a case's reference. */
export const numberPlate = (label: string, reference: string): Html =>
  html`<div class="plate number"><div class="plate-sub">${label}</div><div class="plate-no"><b>${grouped(reference)}</b></div></div>`;
