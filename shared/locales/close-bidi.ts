const PDF = '\u202c';
const PDI = '\u2069';
const closers: ReadonlyMap<string, string> = new Map([
  ...['\u202a', '\u202b', '\u202d', '\u202e'].map((embedding) => [embedding, PDF] as const),
  ...['\u2066', '\u2067', '\u2068'].map((isolate) => [isolate, PDI] as const),
]);
const CONTROL = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Closes the bidirectional embeddings, overrides and isolates that each line of a text leaves open, and drops the
 * closing characters that close nothing, so that the text cannot turn around what stands before or after it. Visible
 * characters stay as they are.
 */
export const closeBidi = (text: string): string =>
  text.search(CONTROL) < 0 ? text : text.split('\n').map(closedLine).join('\n');

/** By the rules of Unicode Standard Annex 9: a line break ends everything, an isolate's end what was opened in it. */
function closedLine(line: string): string {
  const open: string[] = [];
  const kept = line.replace(CONTROL, (control) => {
    const closer = closers.get(control);
    if (closer !== undefined) {
      open.push(closer);
      return control;
    }
    if (control === PDF && open.at(-1) !== PDF) return '';
    const opened = open.lastIndexOf(control);
    if (opened < 0) return '';
    open.length = opened;
    return control;
  });
  return kept + open.toReversed().join('');
}
