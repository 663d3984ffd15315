/** Markup that is safe to put into a page: written by us, or escaped on its way in. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | false | undefined | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return 'markup' in piece ? piece.markup : piece.map(markupOf).join('');
}

/**
 * Markup with values in it. Text is escaped, so that nothing a person wrote can become markup, also inside a quoted
 * attribute; `false` and `undefined` are nothing, lists stand one after the other.
 */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  markup: strings.map((text, index) => text + markupOf(pieces[index])).join(''),
});

/** Our own constant text that is not to be escaped: a style sheet, the path of an icon. */
export const constant = (markup: string): Html => ({ markup });

/** A sentence of the catalogue with markup in its `{name}` places. */
export function filled(sentence: string, values: Readonly<Record<string, Piece>>): Html {
  const parts = sentence.split(/\{(\w+)\}/);
  return {
    markup: parts.map((part, index) => (index % 2 === 0 ? escaped(part) : markupOf(values[part]))).join(''),
  };
}
