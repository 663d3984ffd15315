import { closeBidi } from '../../shared/locales/close-bidi.ts';

/** Markup that is safe to insert: constant, or escaped. */
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

/** Also closes what the text leaves open of bidirectional controls, so that none reaches beyond it into the page. */
const escaped = (text: string): string =>
  closeBidi(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return 'markup' in piece ? piece.markup : piece.map(markupOf).join('');
}

/**
 * Builds markup from a template. Texts are escaped, so user input cannot become markup, also inside a quoted attribute;
 * `false` and `undefined` render nothing, lists are concatenated.
 */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  markup: strings.map((text, index) => text + markupOf(pieces[index])).join(''),
});

/** Constant markup that must not be escaped, such as a style sheet or the path of an icon. */
export const constant = (markup: string): Html => ({ markup });

/** Fills the `{name}` placeholders of a catalogue sentence with markup. */
export function filled(sentence: string, values: Readonly<Record<string, Piece>>): Html {
  const parts = sentence.split(/\{(\w+)\}/);
  return {
    markup: parts.map((part, index) => (index % 2 === 0 ? escaped(part) : markupOf(values[part]))).join(''),
  };
}
