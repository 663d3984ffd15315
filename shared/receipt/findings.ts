import type { PromiseKind } from '../cases/clock-kinds.ts';
import type { ProgressClaims } from '../cases/receipts/progress.ts';
import type { ReceiptClaims } from '../cases/receipts/receipt.ts';
import type { DocumentWords } from '../locales/document-words.ts';
import { fill } from '../locales/fill.ts';
import type { Words } from '../locales/words.ts';
import { wallClock, wallClockDeadline } from './wall-clock.ts';

/** The catalogue of one language: the sentences about signed documents, and the words for the codes in them. */
export interface FindingWords {
  readonly documents: DocumentWords;
  readonly words: Words;
}

/** The content of a genuine receipt, line by line. */
export function receiptLines(claims: ReceiptClaims, { documents, words }: FindingWords): readonly string[] {
  const { lines } = documents;
  const { station, iss, reference, type, receivedAt, respondBy, mayMove, written } = claims;
  return [
    fill(lines.issuer, { station, issuer: iss }),
    fill(lines.reference, { reference, type: words.types[type] }),
    fill(lines.received, { at: wallClock(receivedAt) }),
    withDoubt(fill(lines.respondBy, { at: wallClockDeadline(respondBy) }), mayMove, documents),
    fill(lines.written, { hash: written }),
  ];
}

/** The content of genuine progress statements: each step, and below it the promises that it met, missed or gave. */
export function progressLines(
  { respondBy }: ReceiptClaims,
  chain: readonly ProgressClaims[],
  language: FindingWords,
): readonly string[] {
  let promised: NonNullable<ProgressClaims['promised']> = { respond: respondBy };
  return chain.flatMap((step) => {
    const below = promiseLines(step, promised, language).map((line) => `    ${line}`);
    promised = { ...promised, ...step.promised };
    return [stepLine(step, language), ...below];
  });
}

/** A date that lies beyond the announced holidays is said to move. */
const withDoubt = (line: string, mayMove: boolean | undefined, { mayMove: doubt }: DocumentWords): string =>
  mayMove ? `${line} ${doubt}` : line;

function stepLine({ seq, at, what, by }: ProgressClaims, { documents, words }: FindingWords): string {
  const sentence = what === 'handled' ? words.statuses.handled : (words.facts[what] ?? what);
  const happened = fill(sentence, { who: actorName(by, documents, words) });
  return fill(documents.step, { number: seq, at: wallClock(at), what: happened });
}

function actorName(by: ProgressClaims['by'], documents: DocumentWords, words: Words): string {
  if (by === undefined) return documents.room;
  if (by === 'resident') return words.you;
  return by === 'system' ? words.system : words.roles[by];
}

function promiseLines(
  { at, what, promise, met = [], promised = {}, mayMove = [] }: ProgressClaims,
  earlier: NonNullable<ProgressClaims['promised']>,
  { documents, words }: FindingWords,
): readonly string[] {
  const named = (kind: PromiseKind) => ({ promise: words.promises[kind] });
  return [
    ...(what === 'breached' && promise !== undefined ? [fill(documents.missed, named(promise))] : []),
    ...met.map((kind) => {
      const by = earlier[kind];
      return by !== undefined && at > by
        ? fill(documents.keptLate, { ...named(kind), by: wallClockDeadline(by) })
        : fill(documents.kept, named(kind));
    }),
    ...(Object.entries(promised) as readonly [PromiseKind, string][]).map(([kind, by]) =>
      withDoubt(
        fill(documents.promised, { ...named(kind), by: wallClockDeadline(by) }),
        mayMove.includes(kind),
        documents,
      ),
    ),
  ];
}
