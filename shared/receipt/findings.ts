import type { PromiseKind } from '../cases/clock-kinds.ts';
import type { ProgressClaims } from '../cases/receipts/progress.ts';
import type { ReceiptClaims } from '../cases/receipts/receipt.ts';
import type { DocumentWords } from '../locales/document-words.ts';
import { fill } from '../locales/fill.ts';
import type { Words } from '../locales/words.ts';
import { wallClock } from './wall-clock.ts';

/** The words of one language: those of the signed documents, and those of everything they speak of. */
export interface FindingWords {
  readonly documents: DocumentWords;
  readonly words: Words;
}

/** What a genuine receipt says, line by line. */
export function receiptLines(claims: ReceiptClaims, { documents, words }: FindingWords): readonly string[] {
  const { lines } = documents;
  const { station, iss, reference, type, receivedAt, respondBy, written } = claims;
  return [
    fill(lines.issuer, { station, issuer: iss }),
    fill(lines.reference, { reference, type: words.types[type] }),
    fill(lines.received, { at: wallClock(receivedAt) }),
    fill(lines.respondBy, { at: wallClock(respondBy) }),
    fill(lines.written, { hash: written }),
  ];
}

/** What genuine progress statements say: each step, and under it the promises that it kept, missed or gave. */
export function progressLines(
  { respondBy }: ReceiptClaims,
  chain: readonly ProgressClaims[],
  said: FindingWords,
): readonly string[] {
  let promised: NonNullable<ProgressClaims['promised']> = { respond: respondBy };
  return chain.flatMap((step) => {
    const lines = [stepLine(step, said), ...promiseLines(step, promised, said).map((line) => `    ${line}`)];
    promised = { ...promised, ...step.promised };
    return lines;
  });
}

function stepLine({ seq, at, what, by }: ProgressClaims, { documents, words }: FindingWords): string {
  const notified = what === 'handled' ? words.statuses.handled : (words.facts[what] ?? what);
  const happened = fill(notified, { who: who(by, documents, words) });
  return fill(documents.step, { number: seq, at: wallClock(at), what: happened });
}

function who(by: ProgressClaims['by'], documents: DocumentWords, words: Words): string {
  if (by === undefined) return documents.room;
  if (by === 'resident') return words.you;
  return by === 'system' ? words.system : words.roles[by];
}

function promiseLines(
  { at, what, promise, met = [], promised = {} }: ProgressClaims,
  known: NonNullable<ProgressClaims['promised']>,
  { documents, words }: FindingWords,
): readonly string[] {
  const named = (kind: PromiseKind) => ({ promise: words.promises[kind] });
  return [
    ...(what === 'breached' && promise !== undefined ? [fill(documents.missed, named(promise))] : []),
    ...met.map((kind) => {
      const by = known[kind];
      return by !== undefined && at > by
        ? fill(documents.keptLate, { ...named(kind), by: wallClock(by) })
        : fill(documents.kept, named(kind));
    }),
    ...(Object.entries(promised) as readonly [PromiseKind, string][]).map(([kind, by]) =>
      fill(documents.promised, { ...named(kind), by: wallClock(by) }),
    ),
  ];
}
