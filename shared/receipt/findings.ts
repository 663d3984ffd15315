import { fill } from '../../web/words/fill.ts';
import type { PaperWords } from '../../web/words/paper-words.ts';
import type { Words } from '../../web/words/words.ts';
import type { MilestoneClaims } from '../app/milestones.ts';
import type { ReceiptClaims } from '../app/receipt.ts';
import type { PromiseKind } from '../domain/clock.ts';
import { wallClock } from './wall-clock.ts';

/** The words of one language: those of the papers, and those of everything they speak of. */
export interface FindingWords {
  readonly papers: PaperWords;
  readonly words: Words;
}

/** What a genuine receipt says, line by line. */
export function receiptLines(claims: ReceiptClaims, { papers, words }: FindingWords): readonly string[] {
  const { lines } = papers;
  const { station, iss, reference, type, receivedAt, respondBy, written } = claims;
  return [
    fill(lines.issuer, { station, issuer: iss }),
    fill(lines.reference, { reference, type: words.types[type] }),
    fill(lines.received, { at: wallClock(receivedAt) }),
    fill(lines.respondBy, { at: wallClock(respondBy) }),
    fill(lines.written, { hash: written }),
  ];
}

/** What genuine milestones say: each step, and under it the promises that it kept, missed or gave. */
export function milestoneLines(
  { respondBy }: ReceiptClaims,
  chain: readonly MilestoneClaims[],
  said: FindingWords,
): readonly string[] {
  let promised: NonNullable<MilestoneClaims['promised']> = { respond: respondBy };
  return chain.flatMap((step) => {
    const lines = [stepLine(step, said), ...promiseLines(step, promised, said).map((line) => `    ${line}`)];
    promised = { ...promised, ...step.promised };
    return lines;
  });
}

function stepLine({ seq, at, what, by }: MilestoneClaims, { papers, words }: FindingWords): string {
  const told = what === 'handled' ? words.statuses.handled : (words.facts[what] ?? what);
  const happened = fill(told, { who: who(by, papers, words) });
  return fill(papers.step, { number: seq, at: wallClock(at), what: happened });
}

function who(by: MilestoneClaims['by'], papers: PaperWords, words: Words): string {
  if (by === undefined) return papers.room;
  if (by === 'resident') return words.you;
  return by === 'system' ? words.system : words.roles[by];
}

function promiseLines(
  { at, what, promise, met = [], promised = {} }: MilestoneClaims,
  known: NonNullable<MilestoneClaims['promised']>,
  { papers, words }: FindingWords,
): readonly string[] {
  const named = (kind: PromiseKind) => ({ promise: words.promises[kind] });
  return [
    ...(what === 'breached' && promise !== undefined ? [fill(papers.missed, named(promise))] : []),
    ...met.map((kind) => {
      const by = known[kind];
      return by !== undefined && at > by
        ? fill(papers.keptLate, { ...named(kind), by: wallClock(by) })
        : fill(papers.kept, named(kind));
    }),
    ...(Object.entries(promised) as readonly [PromiseKind, string][]).map(([kind, by]) =>
      fill(papers.promised, { ...named(kind), by: wallClock(by) }),
    ),
  ];
}
