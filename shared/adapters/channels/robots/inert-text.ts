/** What chat platforms read as a mention or as markup, and the same for a reader's eye. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['@', '＠'],
  ['<', '＜'],
  ['>', '＞'],
]);

/** Control characters other than a line break, which no platform shows. */
const CONTROL = /[\p{Cc}--\n]/gv;

/**
 * A text that no chat platform reads as more than text. A place may be called `<@all>` or `[here](https://…)`: only the
 * adapter mentions people, and only those that the message is for.
 */
export const inertText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(/[@<>]/g, (sign) => lookalikes.get(sign) ?? sign)
    // `[words](address)` is a link; with a blank between them it is none.
    .replaceAll('](', '] (');
