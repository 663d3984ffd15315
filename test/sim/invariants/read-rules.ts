import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import type { CaseDetails } from '../../../shared/cases/reading/read-case.ts';
import type { Reader } from '../../../shared/cases/reading/record-read.ts';
import type { Revealed } from '../../../shared/cases/reading/reveal.ts';
import { isSecret } from '../../../shared/cases/secrecy.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import { readLogPk } from '../../../shared/engine/storage/keys.ts';
import type { Policy } from '../../../shared/policies/policy.ts';
import type { Invariant } from './catalogue.ts';

type Broken = (invariant: Invariant, detail: string) => void;

/** A read that must be on record. */
export interface ShownSecret {
  readonly key: AggregateKey;
  readonly requestId: string;
}

/** Texts that are written for others to read. Listed here again, so that a mistake in the code's own list is found. */
const open: ReadonlySet<string> = new Set(['note', 'announcement']);

/**
 * Judges what a member of staff was shown when they opened a case: nothing that may reveal a secret reporter, to nobody.
 * Returns it if it must be on record.
 */
export function judgeShown(
  { scope, requestId }: Reader,
  { found, texts, policy }: Pick<CaseDetails, 'found' | 'texts' | 'policy'>,
  broken: Broken,
): ShownSecret | undefined {
  const reveals = texts.some(({ kind, text }) => text !== undefined && !open.has(kind));
  if (!reveals || !isSecret(found, policy)) return undefined;
  if (scope.role === 'guard' || scope.role === 'auditor')
    broken('secret-is-for-few', `${found.caseId} to ${scope.person}`);
  return { key: keyOf(found), requestId };
}

/** Judges what a member of staff was shown when they asked for it, of any case: that is always on record. */
export function judgeRevealed(
  reader: Reader,
  { found, text }: Revealed,
  policy: Policy,
  broken: Broken,
): ShownSecret | undefined {
  if (text.text === undefined) return undefined;
  judgeShown(reader, { found, texts: [text], policy }, broken);
  return { key: keyOf(found), requestId: reader.requestId };
}

/** Checks that the log of the case contains the read. */
export function judgeRecorded(tables: Tables, { key, requestId }: ShownSecret, broken: Broken): void {
  const log = [...(tables.companions.get(readLogPk(key))?.values() ?? [])];
  const isRecorded = log.some(({ read }) => String(read).includes(`"request":"${requestId}"`));
  const hashes = new Set(['', ...log.map(({ hash }) => hash)]);
  const isChain = log.every(({ previousHash }) => hashes.has(previousHash));
  if (!isRecorded || !isChain) broken('read-is-on-record', `${readLogPk(key)} ${requestId}`);
}
